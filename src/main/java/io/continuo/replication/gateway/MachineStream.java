package io.continuo.replication.gateway;

import io.continuo.api.component.CacheState;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One machine's way through a process server, as its senders see it. While the target keeps up,
 * changes pass through memory, and what is acknowledged is what the target has made durable. While
 * it does not, they go to disk first ({@link CacheKeeper}) and from there to the target, in order
 * ({@link Forwarder}); what is durable on disk is acknowledged as kept, if all before it is known
 * to be at the target (invariant 4).
 *
 * <p>A sender is told to go on behind what is on disk, also while the target is away, if nothing
 * else can have come to the target meanwhile: a sender of the same epoch repeats what it said, and
 * one of a newer epoch is let in only when the target cannot hold more than is on disk.
 */
final class MachineStream {
    private static final Logger LOG = LoggerFactory.getLogger(MachineStream.class);

    private final Surroundings around;
    private final StreamState state;
    private final ReentrantLock lock;
    private final Condition changed;
    private final StreamQueue queue;
    private final TargetEnd target;
    private final CacheEnd disk;
    private final TargetSide side;
    private final Forwarder forwarder;
    private final CacheKeeper keeper;

    MachineStream(UUID id, Surroundings around) throws IOException {
        this.around = around;
        this.state = new StreamState(id, around);
        this.lock = state.lock();
        this.changed = state.changed();
        this.queue = state.queue();
        this.target = state.target();
        this.disk = state.disk();
        this.side = new TargetSide(state);
        this.forwarder = new Forwarder(state, side);
        this.keeper = new CacheKeeper(state);
    }

    /** Goes on with what a process before has left on disk. */
    void resume() throws IOException {
        if (disk.isEmpty()) {
            return;
        }
        Optional<StreamNote> left = disk.left();
        lock.lock();
        try {
            if (left.isEmpty()) {
                state.discard("nothing says where it was to go");
                return;
            }
            StreamNote said = left.get();
            StreamCache kept = disk.cache();
            int epoch = kept.end().epoch();
            state.names(said.machine(), said.masterTarget());
            state.newestEpoch(epoch);
            boolean known =
                    said.durable().sequence() >= kept.first() - 1 || kept.first() > said.begins();
            target.resumed(said, known, kept.first(), epoch);
            long oldest =
                    kept.peek().map(CacheSegment.Head::arrivalMicros).orElseGet(around::nowMicros);
            disk.resumed(kept.end().sequence(), oldest);
            LOG.info("{}: {} MiB kept for its target go on", state.machine(), disk.bytes() >> 20);
            startThreads();
        } finally {
            lock.unlock();
        }
    }

    private void startThreads() {
        forwarder.start();
        keeper.start();
    }

    /** Lets a sender in, who is the only one from here on. */
    FrameLink attach(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        Sender fresh = new Sender(this, hello, watcher);
        Sender old;
        lock.lock();
        try {
            if (hello.epoch() < state.newestEpoch()) {
                throw stale(hello).toException();
            }
            old = state.sender();
            state.drop();
            while (disk.writing() || state.attaching()) {
                changed.await();
            }
            state.names(hello.machine(), hello.masterTarget());
            if (!disk.isEmpty() && hello.given() <= disk.cache().end().sequence()) {
                StreamCache kept = disk.cache();
                boolean mayHoldMore = target.sentUpTo() > kept.end().sequence();
                if (!target.isKnown() || mayHoldMore && hello.epoch() > kept.end().epoch()) {
                    throw new IOException(
                            "what an older agent of it left is on its way to the target first");
                }
                begin(fresh, kept.end(), kept.insideAtEnd());
                return told(old, fresh);
            }
            state.closeTarget();
            state.attaching(true);
        } finally {
            lock.unlock();
        }
        try {
            if (old != null) {
                old.watcher().lost("a newer sender came");
            }
            return attachToTarget(hello, fresh);
        } finally {
            lock.lock();
            state.attaching(false);
            lock.unlock();
        }
    }

    private FrameLink told(Sender old, Sender fresh) {
        if (old != null) {
            Thread.ofVirtual()
                    .name("replaced")
                    .start(() -> old.watcher().lost("a newer sender came"));
        }
        return fresh;
    }

    private FrameLink attachToTarget(Hello hello, Sender fresh)
            throws IOException, InterruptedException {
        TargetSide.Downstream events = side.events();
        FrameLink link;
        try {
            link = around.targets().apply(hello.masterTarget()).dial(hello.toTarget(), events);
        } catch (IOException e) {
            lock.lock();
            try {
                if (state.sender() != null || target.isUp() || !mayBegin(hello)) {
                    throw e;
                }
                Position durable = target.durable();
                state.note(hello, durable.sequence() + 1, false);
                LOG.info(
                        "{}: its target is away, changes go to disk: {}",
                        state.machine(),
                        e.toString());
                target.dialLater();
                begin(fresh, durable, state.track().at(durable.sequence()));
                return fresh;
            } finally {
                lock.unlock();
            }
        }
        lock.lock();
        try {
            if (state.closed()
                    || events.cause() != null
                    || state.sender() != null
                    || target.isUp()) {
                link.close();
                throw new IOException(
                        events.cause() == null ? "another sender came meanwhile" : events.cause());
            }
            Welcome welcome = link.welcome();
            disk.clear();
            side.joined(link, events, hello.epoch(), welcome);
            state.track().begin(welcome.insideEpoch());
            state.newestEpoch(hello.epoch());
            disk.end();
            fresh.welcome(welcome);
            state.sender(fresh);
            startThreads();
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a sender can go on from what the target is known to hold, while that is away. */
    private boolean mayBegin(Hello hello) {
        long durable = target.durable().sequence();
        return state.mayCache()
                && disk.isEmpty()
                && target.isKnown()
                && hello.epoch() >= state.newestEpoch()
                && hello.given() <= durable
                && (hello.epoch() == target.sentEpoch() || target.sentUpTo() <= durable);
    }

    /** A sender's changes go to disk, behind {@code kept}. */
    private void begin(Sender fresh, Position kept, boolean inside) {
        state.newestEpoch(fresh.hello().epoch());
        state.track().begin(inside);
        disk.begin(kept.sequence());
        disk.leaving(false);
        if (disk.isEmpty()) {
            disk.oldest(around.nowMicros());
        }
        fresh.welcome(
                new Welcome(target.durable(), target.consistent(), inside, kept, target.pieces()));
        state.sender(fresh);
        startThreads();
        changed.signalAll();
    }

    /** Takes a sender's next frame; waits while there is no room. */
    void take(Sender from, Frame frame) throws IOException, InterruptedException {
        long bytes = frame.header().bodyLength();
        boolean taken = false;
        try {
            taken = around.memory().take(bytes, from::ended);
        } finally {
            if (!taken) {
                frame.close();
            }
        }
        lock.lock();
        try {
            if (!taken || state.sender() != from) {
                if (taken) {
                    frame.close();
                    around.memory().give(bytes);
                }
                throw new IOException("the process server has ended this stream");
            }
            around.received().add(bytes);
            queue.add(new Changes(frame, bytes, System.nanoTime()));
            if (tooSlow()) {
                LOG.info("{}: its target does not keep up, changes go to disk", state.machine());
                state.note(from.hello(), target.sentUpTo() + 1, false);
                disk.begin(target.sentUpTo());
                disk.oldest(around.nowMicros());
                startThreads();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What is copied waits for the target: only what a guest wrote is worth a disk. */
    private boolean tooSlow() {
        if (disk.caching()
                || !state.mayCache()
                || !disk.isEmpty()
                || queue.bytes() < Math.min(CacheLimits.SLOW_BYTES, around.memory().total() / 2)
                || queue.isEmpty()) {
            return false;
        }
        Changes first = queue.peek();
        double waited = (System.nanoTime() - first.sinceNanos()) / 1e9;
        return waited > CacheLimits.SLOW_SECONDS && !copied(first.frame());
    }

    private static boolean copied(Frame frame) {
        try {
            return frame.header().recordCount() > 0
                    && (frame.record(0).flags() & ChangeRecord.COPIED) != 0;
        } catch (DamagedFrameException e) {
            return false;
        }
    }

    /**
     * Past what waits in memory, but behind what is on disk: the sender may have given that up, and
     * compares with what the target holds.
     */
    byte[] hashes(Sender from, HashAsk ask) throws IOException, InterruptedException {
        FrameLink to;
        lock.lock();
        try {
            long after = disk.caching() || !disk.isEmpty() ? disk.appendedUpTo() : 0;
            while (state.sender() == from
                    && !state.closed()
                    && (!target.isUp()
                            || target.epoch() != from.hello().epoch()
                            || target.durable().sequence() < after)) {
                changed.await();
            }
            if (state.sender() != from || state.closed()) {
                throw new IOException("the link is gone");
            }
            to = target.link();
        } finally {
            lock.unlock();
        }
        return to.hashes(ask);
    }

    void detach(Sender from) {
        lock.lock();
        try {
            if (state.sender() == from) {
                state.drop();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private Problem stale(Hello hello) {
        return Problem.of(
                ErrorCode.SENDER_REPLACED,
                "A sender of " + hello.machine() + " was refused.",
                "It has epoch "
                        + hello.epoch()
                        + ", but a newer sender with "
                        + state.newestEpoch()
                        + " was here.",
                "Stop the old agent; only the newest one may replicate.",
                hello.machine());
    }

    LinkHealth health() {
        lock.lock();
        try {
            OptionalDouble trip =
                    target.isUp()
                            ? target.link().health().roundTripSeconds()
                            : OptionalDouble.empty();
            double waited = 0;
            if (!disk.isEmpty()) {
                waited = Math.max(0, (around.nowMicros() - disk.oldestMicros()) / 1e6);
            } else if (!queue.isEmpty()) {
                waited = (System.nanoTime() - queue.peek().sinceNanos()) / 1e9;
            }
            return new LinkHealth(trip, queue.bytes() + disk.bytes(), waited);
        } finally {
            lock.unlock();
        }
    }

    /** What its part of the cache is doing. */
    CacheState state() {
        lock.lock();
        try {
            if (disk.isEmpty() && !disk.caching()) {
                return CacheState.PASSING;
            }
            return target.isUp() ? CacheState.DRAINING : CacheState.CACHING;
        } finally {
            lock.unlock();
        }
    }

    /** At which it compresses what it forwards from disk; nothing while it forwards as it came. */
    Optional<Integer> zstdLevel() {
        OptionalInt level = forwarder.level();
        return state() == CacheState.DRAINING && level.isPresent()
                ? Optional.of(level.getAsInt())
                : Optional.empty();
    }

    boolean hasSender() {
        lock.lock();
        try {
            return state.sender() != null;
        } finally {
            lock.unlock();
        }
    }

    /** Stops; what is on disk goes on at the next start. */
    void close() {
        state.end();
    }
}
