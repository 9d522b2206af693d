package io.continuo.replication.gateway;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A master target in memory that can go away and come back; everything it takes is durable. */
final class FakeTarget implements FrameLink.Dialer {
    /** What it took. */
    record Taken(FrameHeader header, byte[] body) {}

    private final List<Taken> taken = new ArrayList<>();
    private Link current;
    private boolean away;
    private boolean holding;
    private boolean gaps;
    private int epoch;
    private Position durable = Position.START;
    private String wrong;

    @Override
    public synchronized FrameLink dial(Hello hello, FrameLink.Watcher watcher) throws IOException {
        if (away) {
            throw new IOException("nobody answers");
        }
        if (hello.epoch() < epoch) {
            throw Problem.of(ErrorCode.SENDER_REPLACED, "old", "old", "").toException();
        }
        epoch = hello.epoch();
        current = new Link(hello, watcher);
        return current;
    }

    synchronized void away(boolean is) {
        away = is;
        if (is && current != null) {
            Link lost = current;
            current = null;
            Thread.ofVirtual().start(() -> lost.watcher.lost("it went away"));
        }
    }

    /** While it holds, it takes frames and confirms none. */
    synchronized void hold(boolean is) {
        holding = is;
        notifyAll();
        if (!is && current != null) {
            current.confirm();
        }
    }

    /** Takes streams that changes were left out of. */
    synchronized void gaps(boolean is) {
        gaps = is;
    }

    /** Goes away without having made the newest durable. */
    synchronized void lose() {
        taken.removeIf(frame -> frame.header().firstSequence() > durable.sequence());
        holding = false;
        away(true);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    synchronized long newest() {
        return taken.isEmpty() ? 0 : taken.getLast().header().lastSequence();
    }

    synchronized String wrong() {
        return wrong;
    }

    private final class Link implements FrameLink {
        private final Hello hello;
        private final Watcher watcher;
        private final Welcome welcome;

        Link(Hello hello, Watcher watcher) {
            this.hello = hello;
            this.watcher = watcher;
            this.welcome = new Welcome(durable, durable, false, durable, false, gaps);
        }

        @Override
        public Welcome welcome() {
            return welcome;
        }

        @Override
        public void send(Frame frame) throws IOException {
            synchronized (FakeTarget.this) {
                try (frame) {
                    FrameHeader header = frame.header();
                    if (current != this) {
                        throw new IOException("it is gone");
                    }
                    if (header.lastSequence() <= newest()) {
                        return;
                    }
                    if (header.epoch() != hello.epoch() || header.firstSequence() != newest() + 1) {
                        wrong = "after " + newest() + " came " + header;
                        throw new IOException(wrong);
                    }
                    taken.add(new Taken(header, Arrays.copyOf(frame.body(), header.bodyLength())));
                    confirm();
                }
            }
        }

        private void confirm() {
            if (!holding && !taken.isEmpty()) {
                FrameHeader last = taken.getLast().header();
                durable = new Position(last.epoch(), last.lastSequence(), last.lastTimeMicros());
                Position at = durable;
                watcher.durable(at);
            }
        }

        @Override
        public byte[] hashes(HashAsk ask) {
            return ("after " + newest()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public LinkHealth health() {
            return LinkHealth.UNKNOWN;
        }

        @Override
        public void close() {
            synchronized (FakeTarget.this) {
                if (current == this) {
                    current = null;
                }
            }
        }
    }
}
