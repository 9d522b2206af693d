package io.continuo.replication.stream;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The connections of one link, at the sender's end. Small frames and everything but changes go on
 * the first; large frames go on whichever is free, each numbered so that the receiver can put them
 * in order. Several connections keep several processors busy encrypting, and a long line full.
 */
final class Lanes implements AutoCloseable {
    /** Connections of a link, with the first. */
    static final int MOST = 4;

    /** A smaller frame is sooner written than handed over. */
    private static final int LARGE = 64 << 10;

    /** So much has to be sent in large frames before a link is worth more connections. */
    private static final long WORTH = 8L << 20;

    private final FrameChannel first;
    private final boolean numbered;
    private final Runnable more;
    private final Consumer<String> lost;
    private final List<Lane> further = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    // Of the one thread that sends.
    private long number;
    private long large;
    private boolean asked;

    /**
     * @param numbered whether the receiver puts frames in order
     * @param more asks for further connections, which are to be added later
     * @param lost told why a further connection broke
     */
    Lanes(FrameChannel first, boolean numbered, Runnable more, Consumer<String> lost) {
        this.first = first;
        this.numbered = numbered;
        this.more = more;
        this.lost = lost;
    }

    /** Sends a frame of changes, and owns it; waits while all connections are busy. */
    void send(Frame frame) throws IOException {
        FrameHeader header = frame.header();
        if (numbered) {
            header = header.withToken(++number);
            if (header.bodyLength() >= LARGE) {
                widen(header.bodyLength());
                for (Lane lane : further) {
                    if (lane.offer(new Numbered(header, frame))) {
                        return;
                    }
                }
            }
        }
        try (frame) {
            first.write(header, frame.body());
        }
    }

    private void widen(int bytes) {
        large += bytes;
        if (!asked && large >= WORTH) {
            asked = true;
            more.run();
        }
    }

    /** Takes one more connection into use, and owns it. */
    void add(FrameChannel channel) {
        Lane lane = new Lane(channel);
        further.add(lane);
        if (closed.get()) {
            lane.close();
            return;
        }
        lane.thread.start();
    }

    /** Ends the further connections; the first is the caller's. */
    @Override
    public void close() {
        closed.set(true);
        further.forEach(Lane::close);
    }

    private record Numbered(FrameHeader header, Frame frame) {}

    private final class Lane {
        private final FrameChannel channel;
        private final BlockingQueue<Numbered> next = new ArrayBlockingQueue<>(1);
        private final Thread thread = Thread.ofVirtual().name("link-lane").unstarted(this::write);
        private boolean over;

        Lane(FrameChannel channel) {
            this.channel = channel;
        }

        synchronized boolean offer(Numbered frame) {
            return !over && next.offer(frame);
        }

        void write() {
            try {
                while (!closed.get()) {
                    Numbered taken = next.take();
                    try (Frame frame = taken.frame()) {
                        channel.write(taken.header(), frame.body());
                    }
                }
            } catch (IOException e) {
                lost.accept(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        /** What waits is given back to its pool: the sender has its changes still. */
        private synchronized void close() {
            over = true;
            thread.interrupt();
            for (Numbered left = next.poll(); left != null; left = next.poll()) {
                left.frame().close();
            }
            try {
                channel.close();
            } catch (IOException e) {
                // The line is being given up: how it went makes no difference.
            }
        }
    }
}
