package io.continuo.replication.gateway;

import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One machine's way through a process server: a queue and the thread that empties it. */
final class GatewayStream implements FrameLink {
    /** What waits in the queue. */
    private sealed interface Item {
        record Changes(Frame frame, long bytes, long sinceNanos) implements Item {}

        record End() implements Item {}
    }

    private final Hello hello;
    private final Watcher upstream;
    private final CacheBudget cache;
    private final Pacer pacer;
    private final LongAdder received;
    private final LongAdder sent;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Runnable whenEnded = () -> {};
    private volatile FrameLink target;
    private volatile long oldestSince;

    GatewayStream(
            Hello hello,
            Watcher upstream,
            CacheBudget cache,
            Pacer pacer,
            LongAdder received,
            LongAdder sent) {
        this.hello = hello;
        this.upstream = upstream;
        this.cache = cache;
        this.pacer = pacer;
        this.received = received;
        this.sent = sent;
    }

    void start(FrameLink.Dialer dialer, Runnable whenEnded)
            throws IOException, InterruptedException {
        this.whenEnded = whenEnded;
        FrameLink link = dialer.dial(hello.toTarget(), new Downstream());
        target = link;
        if (ended.get()) {
            link.close();
        }
        Thread.ofPlatform().daemon().name("forward-" + hello.machine()).start(this::forward);
    }

    boolean ended() {
        return ended.get();
    }

    @Override
    public Welcome welcome() {
        return target.welcome();
    }

    @Override
    public void send(Frame frame) throws IOException, InterruptedException {
        long bytes = frame.header().bodyLength();
        boolean taken = false;
        try {
            taken = cache.take(bytes, ended::get);
            if (!taken) {
                throw new IOException("the process server has ended this stream");
            }
        } finally {
            if (!taken) {
                frame.close();
            }
        }
        received.add(bytes);
        queuedBytes.addAndGet(bytes);
        queue.add(new Item.Changes(frame, bytes, System.nanoTime()));
        dropIfEnded();
    }

    /** Past what waits in the queue: the answer is about what is durable, whatever follows. */
    @Override
    public byte[] hashes(HashAsk ask) throws IOException, InterruptedException {
        return target.hashes(ask);
    }

    @Override
    public LinkHealth health() {
        LinkHealth beyond = target.health();
        long since = oldestSince;
        double waited = since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
        return new LinkHealth(beyond.roundTripSeconds(), queuedBytes.get(), waited);
    }

    private void forward() {
        try {
            boolean more = true;
            while (more) {
                switch (queue.take()) {
                    case Item.Changes changes -> forward(changes);
                    case Item.End end -> more = false;
                }
            }
        } catch (IOException | RuntimeException e) {
            lose(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            lose("the process server is stopping");
        } finally {
            target.close();
            drop();
        }
    }

    private void forward(Item.Changes changes) throws IOException, InterruptedException {
        if (ended.get()) {
            // One before it may have been dropped: the target must not see a gap.
            changes.frame().close();
            gone(changes);
            return;
        }
        oldestSince = changes.sinceNanos();
        try {
            if (!pacer.pass(changes.bytes(), ended::get)) {
                changes.frame().close();
                return;
            }
            target.send(changes.frame());
            sent.add(changes.bytes());
        } finally {
            oldestSince = 0;
            gone(changes);
        }
    }

    private void gone(Item.Changes changes) {
        queuedBytes.addAndGet(-changes.bytes());
        cache.give(changes.bytes());
    }

    /** Gives back everything queued: of an ended stream nothing travels on. */
    private void drop() {
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            switch (item) {
                case Item.Changes changes -> {
                    changes.frame().close();
                    gone(changes);
                }
                case Item.End end -> {}
            }
        }
    }

    private void dropIfEnded() {
        if (ended.get()) {
            drop();
            queue.add(new Item.End());
        }
    }

    /** Ends the stream because of something on the way, and tells the sender. */
    void lose(String cause) {
        if (end()) {
            upstream.lost(cause);
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        whenEnded.run();
        cache.wake();
        pacer.wake();
        drop();
        queue.add(new Item.End());
        FrameLink link = target;
        if (link != null) {
            link.close();
        }
        return true;
    }

    @Override
    public void close() {
        end();
    }

    /** What the target's side tells goes to the sender unchanged. */
    private final class Downstream implements Watcher {
        @Override
        public void durable(Position position) {
            if (!ended.get()) {
                upstream.durable(position);
            }
        }

        @Override
        public void lost(String cause) {
            lose(cause);
        }
    }
}
