package io.continuo.replication.gateway;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.files.DurableFile;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameCut;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One machine's way through a process server. While the target keeps up, changes pass through
 * memory, and what is acknowledged is what the target has made durable. While it does not, they go
 * to disk first and from there to the target, in order; what is durable on disk is acknowledged as
 * kept, if all before it is known to be at the target (invariant 4).
 *
 * <p>A sender is told to go on behind what is on disk, also while the target is away, if nothing
 * else can have come to the target meanwhile: a sender of the same epoch repeats what it said, and
 * one of a newer epoch is let in only when the target cannot hold more than is on disk.
 */
final class MachineStream {
    private static final Logger LOG = LoggerFactory.getLogger(MachineStream.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MOST = Duration.ofSeconds(2);

    /** A target that has not heard of a stream for so long will not any more. */
    private static final Duration UNKNOWN_LIMIT = Duration.ofHours(1);

    /** A disk that could not be written to is tried again after so long (DOMAIN.md: retry). */
    private static final Duration FAILED_LIMIT = Duration.ofMinutes(1);

    private final UUID id;
    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Changes> queue = new ArrayDeque<>();
    private final EpochTrack track = new EpochTrack();
    private final Optional<StreamCache> cache;
    private final Optional<DurableFile<StreamNote>> note;

    private long queuedBytes;
    private Sender sender;
    private String machine = "";
    private String address = "";
    private int newestEpoch;
    private boolean attaching;
    private volatile boolean closed;

    // What is known of the target.
    private volatile FrameLink target;
    private Downstream down;
    private int targetEpoch;
    private boolean known;
    private boolean pieces;
    private Position durable = Position.START;
    private Position consistent = Position.START;
    private long sentUpTo;
    private int sentEpoch;
    private long notBefore = System.nanoTime();
    private Duration retry = RETRY_FIRST;
    private long unknownSince;

    // What is on disk.
    private boolean caching;
    private boolean leaving;
    private boolean keeperBusy;
    private volatile boolean wantsBack;
    private boolean failed;
    private long failedAt;
    private long appendedUpTo;
    private long cacheBytes;
    private long oldestMicros;
    private boolean seek;
    private Thread forwarder;
    private Thread keeper;

    MachineStream(UUID id, Surroundings around) throws IOException {
        this.id = id;
        this.around = around;
        if (around.disk().isPresent()) {
            DiskCache disk = around.disk().get();
            cache = Optional.of(disk.stream(id));
            cacheBytes = cache.get().bytes();
            note =
                    Optional.of(
                            new DurableFile<>(
                                    disk.directory(id).resolve("stream.json"), StreamNote.class));
        } else {
            cache = Optional.empty();
            note = Optional.empty();
        }
    }

    /** Goes on with what a process before has left on disk. */
    void resume() throws IOException {
        if (cacheEmpty()) {
            return;
        }
        Optional<StreamNote> left = note.orElseThrow().load();
        lock.lock();
        try {
            if (left.isEmpty()) {
                discard("nothing says where it was to go");
                return;
            }
            StreamNote said = left.get();
            StreamCache kept = cache.orElseThrow();
            machine = said.machine();
            address = said.masterTarget();
            newestEpoch = kept.end().epoch();
            known = said.durable().sequence() >= kept.first() - 1 || kept.first() > said.begins();
            durable =
                    new Position(
                            said.durable().epoch(),
                            Math.max(said.durable().sequence(), known ? kept.first() - 1 : 0),
                            said.durable().timeMicros());
            consistent = said.consistent();
            sentUpTo = said.passing() ? Long.MAX_VALUE : said.sentUpTo();
            sentEpoch = newestEpoch;
            appendedUpTo = kept.end().sequence();
            oldestMicros = around.nowMicros();
            LOG.info("{}: {} MiB kept for its target go on", machine, cacheBytes >> 20);
            startThreads();
        } finally {
            lock.unlock();
        }
    }

    // --- senders

    /** Lets a sender in, who is the only one from here on. */
    FrameLink attach(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        Sender fresh = new Sender(this, hello, watcher);
        Sender old;
        lock.lock();
        try {
            if (hello.epoch() < newestEpoch) {
                throw stale(hello).toException();
            }
            old = sender;
            drop();
            while (keeperBusy || attaching) {
                changed.await();
            }
            machine = hello.machine();
            address = hello.masterTarget();
            if (!cacheEmpty() && hello.given() <= cache.orElseThrow().end().sequence()) {
                StreamCache kept = cache.orElseThrow();
                boolean mayHoldMore = sentUpTo > kept.end().sequence();
                if (!known || mayHoldMore && hello.epoch() > kept.end().epoch()) {
                    throw new IOException(
                            "what an older agent of it left is on its way to the target first");
                }
                begin(fresh, kept.end(), kept.insideAtEnd());
                return told(old, fresh);
            }
            closeTarget();
            attaching = true;
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
            attaching = false;
            changed.signalAll();
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
        Downstream events = new Downstream();
        FrameLink link;
        try {
            link = dialer(hello.masterTarget()).dial(hello.toTarget(), events);
        } catch (IOException e) {
            lock.lock();
            try {
                if (sender != null || target != null || !mayBegin(hello)) {
                    throw e;
                }
                note(hello, durable.sequence() + 1, false);
                LOG.info("{}: its target is away, changes go to disk: {}", machine, e.toString());
                later();
                begin(fresh, durable, track.at(durable.sequence()));
                return fresh;
            } finally {
                lock.unlock();
            }
        }
        lock.lock();
        try {
            if (closed || events.cause != null || sender != null || target != null) {
                link.close();
                throw new IOException(
                        events.cause == null ? "another sender came meanwhile" : events.cause);
            }
            Welcome welcome = link.welcome();
            clearCache();
            joined(link, events, hello.epoch(), welcome);
            track.begin(welcome.insideEpoch());
            newestEpoch = hello.epoch();
            caching = false;
            leaving = false;
            fresh.welcome(welcome);
            sender = fresh;
            startThreads();
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a sender can go on from what the target is known to hold, while that is away. */
    private boolean mayBegin(Hello hello) {
        return mayCache()
                && cacheEmpty()
                && known
                && hello.epoch() >= newestEpoch
                && hello.given() <= durable.sequence()
                && (hello.epoch() == sentEpoch || sentUpTo <= durable.sequence());
    }

    private boolean mayCache() {
        boolean usable = !failed || System.nanoTime() - failedAt > FAILED_LIMIT.toNanos();
        return cache.isPresent() && usable && !closed && !address.equals(EnrolRequest.LOCAL);
    }

    /** A sender's changes go to disk, behind {@code kept}. */
    private void begin(Sender fresh, Position kept, boolean inside) {
        newestEpoch = fresh.hello().epoch();
        track.begin(inside);
        caching = true;
        leaving = false;
        appendedUpTo = kept.sequence();
        if (cacheEmpty()) {
            oldestMicros = around.nowMicros();
        }
        fresh.welcome(new Welcome(durable, consistent, inside, kept, pieces));
        sender = fresh;
        startThreads();
        changed.signalAll();
    }

    private void note(Hello hello, long begins, boolean passing) throws IOException {
        io.continuo.replication.files.DurableDirectories.create(
                around.disk().orElseThrow().directory(id));
        note.orElseThrow()
                .save(
                        new StreamNote(
                                hello.machine(),
                                hello.masterTarget(),
                                durable,
                                consistent,
                                sentUpTo,
                                begins,
                                passing));
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
            if (!taken || sender != from) {
                if (taken) {
                    frame.close();
                    around.memory().give(bytes);
                }
                throw new IOException("the process server has ended this stream");
            }
            around.received().add(bytes);
            queuedBytes += bytes;
            queue.add(new Changes(frame, bytes, System.nanoTime()));
            if (tooSlow()) {
                LOG.info("{}: its target does not keep up, changes go to disk", machine);
                note(from.hello(), sentUpTo + 1, false);
                caching = true;
                appendedUpTo = sentUpTo;
                oldestMicros = around.nowMicros();
                startThreads();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What is copied waits for the target: only what a guest wrote is worth a disk. */
    private boolean tooSlow() {
        if (caching
                || !mayCache()
                || !cacheEmpty()
                || queuedBytes < Math.min(CacheLimits.SLOW_BYTES, around.memory().total() / 2)
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
            long after = caching || !cacheEmpty() ? appendedUpTo : 0;
            while (sender == from
                    && !closed
                    && (target == null
                            || targetEpoch != from.hello().epoch()
                            || durable.sequence() < after)) {
                changed.await();
            }
            if (sender != from || closed) {
                throw new IOException("the link is gone");
            }
            to = target;
        } finally {
            lock.unlock();
        }
        return to.hashes(ask);
    }

    void detach(Sender from) {
        lock.lock();
        try {
            if (sender == from) {
                drop();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody sends any more; what waits in memory was not acknowledged, and is dropped. */
    private void drop() {
        if (sender != null) {
            sender.end();
            sender = null;
        }
        for (Changes changes = queue.poll(); changes != null; changes = queue.poll()) {
            around.memory().give(changes.bytes());
            changes.frame().close();
        }
        queuedBytes = 0;
        around.memory().wake();
        around.pacer().wake();
        around.disk().ifPresent(DiskCache::wake);
    }

    /** Ends the sender's link because of something on the way, and tells it. */
    private void loseSender(String cause) {
        Sender lost = sender;
        if (lost == null) {
            return;
        }
        drop();
        changed.signalAll();
        // Never under the lock: whoever is told may well call back.
        Thread.ofVirtual().name("lost-" + machine).start(() -> lost.watcher().lost(cause));
    }

    private Problem stale(Hello hello) {
        return Problem.of(
                ErrorCode.SENDER_REPLACED,
                "A sender of " + hello.machine() + " was refused.",
                "It has epoch "
                        + hello.epoch()
                        + ", but a newer sender with "
                        + newestEpoch
                        + " was here.",
                "Stop the old agent; only the newest one may replicate.",
                hello.machine());
    }

    // --- to the target

    private void startThreads() {
        if (forwarder == null) {
            forwarder =
                    Thread.ofPlatform().daemon().name("forward-" + machine).start(this::forward);
        }
        if (caching && keeper == null) {
            keeper = Thread.ofPlatform().daemon().name("cache-" + machine).start(this::keep);
        }
    }

    private FrameLink.Dialer dialer(String masterTarget) {
        return around.targets().apply(masterTarget);
    }

    private sealed interface Step {
        record Done() implements Step {}

        record Dial(Hello hello) implements Step {}

        record Cached(FrameLink to) implements Step {}

        record Direct(FrameLink to, Changes changes) implements Step {}
    }

    private void forward() {
        while (true) {
            try {
                switch (nextStep()) {
                    case Step.Done done -> {
                        return;
                    }
                    case Step.Dial dial -> dial(dial.hello());
                    case Step.Cached cached -> sendCached(cached.to());
                    case Step.Direct direct -> sendDirect(direct.to(), direct.changes());
                }
            } catch (InterruptedException e) {
                close();
            } catch (RuntimeException e) {
                LOG.error("{}: forwarding stumbled and begins anew", machine, e);
                lost(e.toString());
            }
        }
    }

    private Step nextStep() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (closed || sender == null && cacheEmpty()) {
                    closeTarget();
                    forwarder = null;
                    return new Step.Done();
                }
                Optional<Step> step = target == null ? whileAway() : whileThere();
                if (step.isPresent()) {
                    return step.get();
                }
            }
        } catch (IOException e) {
            unreadable(e);
            return nextStep();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Step> whileAway() throws IOException, InterruptedException {
        if (attaching) {
            changed.await();
            return Optional.empty();
        }
        long wait = notBefore - System.nanoTime();
        if (wait > 0) {
            changed.awaitNanos(wait);
            return Optional.empty();
        }
        if (seek && cache.isPresent()) {
            cache.get().seek(durable.sequence());
            seek = false;
        }
        Optional<CacheSegment.Head> next = peek();
        int epoch =
                next.map(head -> head.frame().epoch())
                        .orElseGet(() -> sender == null ? newestEpoch : sender.hello().epoch());
        return Optional.of(new Step.Dial(new Hello(id, epoch, machine, "")));
    }

    private Optional<CacheSegment.Head> peek() throws IOException {
        return cache.isPresent() ? cache.get().peek() : Optional.empty();
    }

    private Optional<Step> whileThere() throws IOException, InterruptedException {
        boolean sameEpoch = sender != null && sender.hello().epoch() == targetEpoch;
        if (caching || sender == null) {
            Optional<CacheSegment.Head> next = peek();
            boolean otherEpoch =
                    next.map(head -> head.frame().epoch() != targetEpoch)
                            .orElse(sender != null && !sameEpoch);
            if (otherEpoch) {
                if (durable.sequence() >= sentUpTo) {
                    // The target holds all of the older sender: the newer may begin.
                    closeTarget();
                    notBefore = System.nanoTime();
                } else {
                    changed.await();
                }
                return Optional.empty();
            }
            if (next.isPresent()) {
                wantsBack = false;
                leaving =
                        sender != null
                                && cache.orElseThrow().unreadAtMost(CacheLimits.NEARLY_DRAINED);
                return Optional.of(new Step.Cached(target));
            }
            if (sender != null && !keeperBusy && (leaving || queue.isEmpty())) {
                pass();
                return Optional.empty();
            }
            if (sender != null && keeperBusy && !wantsBack) {
                // It may wait for room that is not needed any more.
                leaving = true;
                wantsBack = true;
                around.disk().ifPresent(DiskCache::wake);
            }
        } else if (!queue.isEmpty()) {
            Changes changes = queue.poll();
            queuedBytes -= changes.bytes();
            track.pass(changes.frame());
            sentUpTo = changes.frame().header().lastSequence();
            return Optional.of(new Step.Direct(target, changes));
        }
        changed.await();
        return Optional.empty();
    }

    /** Nothing of the cache is left to be sent: what comes now needs no disk. */
    private void pass() throws IOException {
        if (!cacheEmpty()) {
            StreamCache kept = cache.orElseThrow();
            note(sender.hello(), kept.first(), true);
        }
        caching = false;
        leaving = false;
        wantsBack = false;
        LOG.info("{}: its target keeps up again", machine);
    }

    private void dial(Hello hello) throws InterruptedException {
        Downstream events = new Downstream();
        FrameLink link;
        String to;
        lock.lock();
        to = address;
        lock.unlock();
        try {
            link = dialer(to).dial(hello, events);
        } catch (ContinuoException e) {
            refused(e.problem());
            return;
        } catch (IOException e) {
            lock.lock();
            try {
                later();
            } finally {
                lock.unlock();
            }
            return;
        }
        lock.lock();
        try {
            if (closed || events.cause != null || target != null) {
                link.close();
                later();
                return;
            }
            welcomed(link, events, hello.epoch());
        } catch (IOException e) {
            link.close();
            target = null;
            unreadable(e);
        } finally {
            lock.unlock();
        }
    }

    private void welcomed(FrameLink link, Downstream events, int epoch) throws IOException {
        Welcome welcome = link.welcome();
        long held = welcome.durable().sequence();
        if (cacheEmpty()) {
            if (sender != null && held < durable.sequence()) {
                link.close();
                known = false;
                loseSender("the target has lost what it held");
                return;
            }
        } else if (held < cache.orElseThrow().first() - 1) {
            link.close();
            discard("the target lacks what comes before it");
            return;
        }
        boolean moved = held > durable.sequence();
        joined(link, events, epoch, welcome);
        if (cache.isPresent()) {
            cache.get().seek(held);
            cache.get().release(held);
            resized();
        }
        Sender told = sender;
        if (told != null && moved) {
            Position at = durable;
            Thread.ofVirtual().name("durable").start(() -> told.durable(at));
        }
        sayKept();
        changed.signalAll();
    }

    private void joined(FrameLink link, Downstream events, int epoch, Welcome welcome) {
        target = link;
        down = events;
        targetEpoch = epoch;
        durable = welcome.durable();
        consistent = welcome.consistent();
        pieces = welcome.pieces();
        known = true;
        sentUpTo = durable.sequence();
        sentEpoch = epoch;
        seek = false;
        retry = RETRY_FIRST;
        unknownSince = 0;
    }

    private void refused(Problem problem) {
        lock.lock();
        try {
            later();
            if (problem.code() == ErrorCode.SENDER_REPLACED) {
                discard("a newer sender came to the target by another way");
            } else if (problem.code() == ErrorCode.MACHINE_UNKNOWN && sender == null) {
                unknownSince = unknownSince == 0 ? System.nanoTime() : unknownSince;
                if (System.nanoTime() - unknownSince > UNKNOWN_LIMIT.toNanos()) {
                    discard("its target does not know it any more");
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void later() {
        notBefore = System.nanoTime() + retry.toNanos();
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : doubled;
    }

    private void closeTarget() {
        FrameLink old = target;
        target = null;
        down = null;
        seek = true;
        if (old != null) {
            Thread.ofVirtual().name("close-" + machine).start(old::close);
        }
    }

    private void sendCached(FrameLink to) throws InterruptedException {
        Optional<CacheSegment.Kept> kept;
        try {
            kept = cache.orElseThrow().next();
        } catch (IOException e) {
            lock.lock();
            try {
                unreadable(e);
            } finally {
                lock.unlock();
            }
            return;
        }
        if (kept.isEmpty()) {
            return;
        }
        Frame frame = kept.get().frame();
        long sent;
        lock.lock();
        try {
            FrameHeader header = frame.header();
            if (target != to || header.lastSequence() <= sentUpTo) {
                frame.close();
                return;
            }
            if (header.firstSequence() > sentUpTo + 1) {
                frame.close();
                discard("a part of it is missing");
                return;
            }
            oldestMicros = kept.get().arrivalMicros();
            sent = sentUpTo;
            sentUpTo = header.lastSequence();
        } finally {
            lock.unlock();
        }
        try {
            // A journal's segments begin with what the ones before have not.
            send(to, FrameCut.from(sent + 1, frame, around.frames()));
        } catch (DamagedFrameException e) {
            lostIfStill(to, "a frame in the cache cannot be read: " + e.getMessage());
        }
    }

    private void sendDirect(FrameLink to, Changes changes) throws InterruptedException {
        try {
            send(to, changes.frame());
        } finally {
            around.memory().give(changes.bytes());
        }
    }

    private void send(FrameLink to, Frame frame) throws InterruptedException {
        long bytes = frame.header().bodyLength();
        if (!around.pacer().pass(bytes, () -> target != to || closed)) {
            frame.close();
            return;
        }
        try {
            to.send(frame);
            around.sent().add(bytes);
        } catch (IOException e) {
            lostIfStill(to, String.valueOf(e.getMessage()));
        }
    }

    private void lostIfStill(FrameLink link, String cause) {
        lock.lock();
        try {
            if (target == link) {
                lost(cause);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The link to the target is gone. What was on its way there is still with the sender. */
    private void lost(String cause) {
        lock.lock();
        try {
            closeTarget();
            leaving = false;
            wantsBack = false;
            later();
            if (!caching) {
                loseSender(cause);
            } else if (!cacheEmpty() && !contiguous()) {
                discard("what came before it was lost with the line");
            } else {
                LOG.info("{}: its target is away, changes stay on disk: {}", machine, cause);
            }
            around.pacer().wake();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What the target's side tells of one link. */
    private final class Downstream implements FrameLink.Watcher {
        private String cause;

        @Override
        public void durable(Position position) {
            Sender told;
            lock.lock();
            try {
                if (down != this) {
                    return;
                }
                durable = position;
                track.forget(position.sequence());
                cache.ifPresent(kept -> kept.release(position.sequence()));
                resized();
                told = sender;
                sayKept();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (told != null) {
                told.durable(position);
            }
        }

        @Override
        public void lost(String why) {
            lock.lock();
            try {
                cause = why;
                if (down == this) {
                    MachineStream.this.lost(why);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    // --- to disk

    private void keep() {
        long unsynced = 0;
        while (true) {
            Changes changes = null;
            boolean inside = false;
            lock.lock();
            try {
                while (unsynced == 0 && keeps() && !mayKeep()) {
                    changed.await();
                }
                if (!keeps() && unsynced == 0) {
                    keeper = null;
                    return;
                }
                if (keeps() && mayKeep()) {
                    changes = queue.poll();
                    queuedBytes -= changes.bytes();
                    keeperBusy = true;
                    inside = track.pass(changes.frame());
                    changed.signalAll();
                }
            } catch (InterruptedException e) {
                keeper = null;
                return;
            } finally {
                lock.unlock();
            }
            if (changes != null) {
                unsynced += write(changes, inside);
            }
            if (changes == null && unsynced > 0 || unsynced > CacheLimits.SLOW_BYTES) {
                sync();
                unsynced = 0;
            }
        }
    }

    private boolean keeps() {
        return !closed && sender != null && caching;
    }

    private boolean mayKeep() {
        return !leaving && !queue.isEmpty();
    }

    /** Writes a frame to disk; returns how many bytes wait to be synced. */
    private long write(Changes changes, boolean inside) {
        Sender from;
        lock.lock();
        from = sender;
        lock.unlock();
        Frame frame = changes.frame();
        try {
            DiskCache disk = around.disk().orElseThrow();
            boolean room =
                    from != null && disk.await(changes.bytes(), () -> from.ended() || wantsBack);
            if (room) {
                cache.orElseThrow().append(frame, around.nowMicros(), inside);
                appended(frame.header().lastSequence());
            } else if (givenBack(changes, from)) {
                return 1;
            }
        } catch (IOException e) {
            notWritten(e);
        } catch (InterruptedException e) {
            close();
        }
        frame.close();
        around.memory().give(changes.bytes());
        return changes.bytes() + 1;
    }

    /** Puts a frame back that need not go to disk any more. */
    private boolean givenBack(Changes changes, Sender from) {
        lock.lock();
        try {
            if (from == null || sender != from) {
                return false;
            }
            queue.addFirst(changes);
            queuedBytes += changes.bytes();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What was written counts from here on. */
    private void sync() {
        try {
            cache.orElseThrow().sync();
        } catch (IOException e) {
            notWritten(e);
        }
        lock.lock();
        try {
            keeperBusy = false;
            resized();
            sayKept();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void appended(long upTo) {
        lock.lock();
        try {
            appendedUpTo = upTo;
            resized();
        } finally {
            lock.unlock();
        }
    }

    private void notWritten(IOException e) {
        lock.lock();
        try {
            LOG.warn("{}: the cache cannot be written: {}", machine, e.getMessage());
            cache.orElseThrow().abandonTail();
            failed = true;
            failedAt = System.nanoTime();
            loseSender("the process server cannot write its cache: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private boolean cacheEmpty() {
        return cache.isEmpty() || cache.get().isEmpty();
    }

    /** Whether the target holds, for certain, all that comes before what is on disk. */
    private boolean contiguous() {
        return known && durable.sequence() >= cache.orElseThrow().first() - 1;
    }

    private void sayKept() {
        if (sender == null || cacheEmpty() || !contiguous()) {
            return;
        }
        Position end = cache.orElseThrow().end();
        if (end.sequence() > durable.sequence()) {
            sender.kept(end);
        }
    }

    private void resized() {
        if (cache.isPresent()) {
            long now = cache.get().bytes();
            around.disk().orElseThrow().resized(cacheBytes, now);
            cacheBytes = now;
        }
    }

    private void clearCache() {
        if (cache.isPresent()) {
            cache.get().clear();
            resized();
        }
    }

    private void unreadable(IOException e) {
        discard("it cannot be read: " + e.getMessage());
    }

    /** What is on disk is of no use: the agent finds out, and compares. */
    private void discard(String why) {
        LOG.warn("{}: {} bytes kept for its target are given up: {}", machine, cacheBytes, why);
        clearCache();
        caching = false;
        leaving = false;
        known = false;
        closeTarget();
        loseSender("what was kept is given up: " + why);
        changed.signalAll();
    }

    // --- what is so now

    LinkHealth health() {
        lock.lock();
        try {
            OptionalDouble trip =
                    target == null ? OptionalDouble.empty() : target.health().roundTripSeconds();
            double waited = 0;
            if (!cacheEmpty()) {
                waited = Math.max(0, (around.nowMicros() - oldestMicros) / 1e6);
            } else if (!queue.isEmpty()) {
                waited = (System.nanoTime() - queue.peek().sinceNanos()) / 1e9;
            }
            return new LinkHealth(trip, queuedBytes + cacheBytes, waited);
        } finally {
            lock.unlock();
        }
    }

    /** What its part of the cache is doing. */
    CacheState state() {
        lock.lock();
        try {
            if (cacheEmpty() && !caching) {
                return CacheState.PASSING;
            }
            return target == null ? CacheState.CACHING : CacheState.DRAINING;
        } finally {
            lock.unlock();
        }
    }

    boolean hasSender() {
        lock.lock();
        try {
            return sender != null;
        } finally {
            lock.unlock();
        }
    }

    /** Stops; what is on disk goes on at the next start. */
    void close() {
        lock.lock();
        try {
            closed = true;
            loseSender("the process server is stopping");
            closeTarget();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
