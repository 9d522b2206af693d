package io.continuo.replication.gateway;

import io.continuo.replication.stream.CompressionRule;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameCut;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LineWatch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The thread that brings a stream to its master target: dials it while it is away, sends what is on
 * disk first, then what comes in memory.
 */
final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);

    private final StreamState stream;
    private final TargetSide side;
    private final CompressionRule rule = new CompressionRule();
    private final LineWatch watch;
    private Thread thread;

    Forwarder(StreamState stream, TargetSide side) {
        this.stream = stream;
        this.side = side;
        this.watch = new LineWatch(rule, stream.around().processor());
    }

    /** Starts unless it runs; the stream's lock is held. */
    void start() {
        if (thread == null) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("forward-" + stream.machine())
                            .start(this::forward);
        }
    }

    /** At which what is on disk is compressed; nothing where it travels as it came. */
    OptionalInt level() {
        return rule.forLine();
    }

    private sealed interface Step {
        record Done() implements Step {}

        record Dial(Hello hello) implements Step {}

        record Cached(FrameLink to) implements Step {}

        record Direct(FrameLink to, Changes changes) implements Step {}
    }

    private void forward() {
        try (FrameShrinker shrinker = new FrameShrinker(stream.around().frames())) {
            forward(shrinker);
        }
    }

    private void forward(FrameShrinker shrinker) {
        while (true) {
            try {
                switch (nextStep()) {
                    case Step.Done done -> {
                        return;
                    }
                    case Step.Dial dial -> side.dial(dial.hello());
                    case Step.Cached cached -> sendCached(cached.to(), shrinker);
                    case Step.Direct direct -> sendDirect(direct.to(), direct.changes());
                }
            } catch (InterruptedException e) {
                stream.end();
            } catch (RuntimeException e) {
                LOG.error("{}: forwarding stumbled and begins anew", stream.machine(), e);
                side.lost(e.toString());
            }
        }
    }

    private Step nextStep() throws InterruptedException {
        stream.lock().lock();
        try {
            while (true) {
                if (stream.closed() || stream.sender() == null && stream.disk().isEmpty()) {
                    stream.closeTarget();
                    thread = null;
                    return new Step.Done();
                }
                Optional<Step> step = stream.target().isUp() ? whileThere() : whileAway();
                if (step.isPresent()) {
                    return step.get();
                }
            }
        } catch (IOException e) {
            stream.unreadable(e);
            return nextStep();
        } finally {
            stream.lock().unlock();
        }
    }

    private Optional<Step> whileAway() throws IOException, InterruptedException {
        if (stream.attaching()) {
            stream.changed().await();
            return Optional.empty();
        }
        long wait = stream.target().untilDial(System.nanoTime());
        if (wait > 0) {
            stream.changed().awaitNanos(wait);
            return Optional.empty();
        }
        stream.disk().seekIfAsked(stream.target().durable().sequence());
        int epoch =
                stream.disk()
                        .peek()
                        .map(head -> head.frame().epoch())
                        .orElseGet(this::epochOfSender);
        return Optional.of(new Step.Dial(new Hello(stream.id(), epoch, stream.machine(), "")));
    }

    private int epochOfSender() {
        return stream.sender() == null ? stream.newestEpoch() : stream.sender().hello().epoch();
    }

    private Optional<Step> whileThere() throws IOException, InterruptedException {
        StreamQueue queue = stream.queue();
        TargetEnd target = stream.target();
        if (stream.disk().caching() || stream.sender() == null) {
            return whileCached(target);
        }
        if (!queue.isEmpty()) {
            Changes changes = queue.take();
            stream.track().pass(changes.frame());
            target.sentUpTo(changes.frame().header().lastSequence());
            return Optional.of(new Step.Direct(target.link(), changes));
        }
        stream.changed().await();
        return Optional.empty();
    }

    private Optional<Step> whileCached(TargetEnd target) throws IOException, InterruptedException {
        CacheEnd disk = stream.disk();
        Sender sender = stream.sender();
        boolean sameEpoch = sender != null && sender.hello().epoch() == target.epoch();
        Optional<CacheSegment.Head> next = disk.peek();
        boolean otherEpoch =
                next.map(head -> head.frame().epoch() != target.epoch())
                        .orElse(sender != null && !sameEpoch);
        if (otherEpoch) {
            if (target.durable().sequence() >= target.sentUpTo()) {
                // The target holds all of the older sender: the newer may begin.
                stream.closeTarget();
                target.dialAtOnce();
            } else {
                stream.changed().await();
            }
            return Optional.empty();
        }
        if (next.isPresent()) {
            disk.wantsBack(false);
            disk.leaving(sender != null && disk.cache().unreadAtMost(CacheLimits.NEARLY_DRAINED));
            return Optional.of(new Step.Cached(target.link()));
        }
        if (sender != null && !disk.writing() && (disk.leaving() || stream.queue().isEmpty())) {
            pass();
            return Optional.empty();
        }
        if (sender != null && disk.writing() && !disk.wantsBack()) {
            // It may wait for room that is not needed any more.
            disk.leaving(true);
            disk.wantsBack(true);
            stream.around().disk().ifPresent(DiskCache::wake);
        }
        stream.changed().await();
        return Optional.empty();
    }

    /** Nothing of the cache is left to be sent: what comes now needs no disk. */
    private void pass() throws IOException {
        CacheEnd disk = stream.disk();
        if (!disk.isEmpty()) {
            stream.note(stream.sender().hello(), disk.cache().first(), true);
        }
        disk.end();
        disk.wantsBack(false);
        LOG.info("{}: its target keeps up again", stream.machine());
    }

    /** The frame as small as this target and this line want it; owns what it is given. */
    private Frame shrunk(Frame frame, FrameShrinker shrinker) throws DamagedFrameException {
        long[] leftOut =
                stream.target().gaps()
                        ? stream.disk().spans().leftOut(frame.header())
                        : new long[0];
        return shrinker.shrink(frame, leftOut, rule.forLine());
    }

    private void sendCached(FrameLink to, FrameShrinker shrinker) throws InterruptedException {
        Optional<CacheSegment.Kept> kept;
        try {
            kept = stream.disk().cache().next();
        } catch (IOException e) {
            stream.lock().lock();
            try {
                stream.unreadable(e);
            } finally {
                stream.lock().unlock();
            }
            return;
        }
        if (kept.isEmpty()) {
            return;
        }
        TargetEnd target = stream.target();
        Frame frame = kept.get().frame();
        long sent;
        stream.lock().lock();
        try {
            FrameHeader header = frame.header();
            if (target.link() != to || header.lastSequence() <= target.sentUpTo()) {
                frame.close();
                return;
            }
            if (header.firstSequence() > target.sentUpTo() + 1) {
                frame.close();
                stream.discard("a part of it is missing");
                return;
            }
            stream.disk().oldest(kept.get().arrivalMicros());
            sent = target.sentUpTo();
            target.sentUpTo(header.lastSequence());
        } finally {
            stream.lock().unlock();
        }
        try {
            // A journal's segments begin with what the ones before have not.
            Frame rest = FrameCut.from(sent + 1, frame, stream.around().frames());
            send(to, shrunk(rest, shrinker));
        } catch (DamagedFrameException e) {
            side.lostIfStill(to, "a frame in the cache cannot be read: " + e.getMessage());
        }
    }

    private void sendDirect(FrameLink to, Changes changes) throws InterruptedException {
        try {
            send(to, changes.frame());
        } finally {
            stream.around().memory().give(changes.bytes());
        }
    }

    private void send(FrameLink to, Frame frame) throws InterruptedException {
        long bytes = frame.header().bodyLength();
        Surroundings around = stream.around();
        long began = System.nanoTime();
        if (!around.pacer().pass(bytes, () -> stream.target().link() != to || stream.closed())) {
            frame.close();
            return;
        }
        try {
            to.send(frame);
            around.sent().add(bytes);
            watch.sent(began);
        } catch (IOException e) {
            side.lostIfStill(to, String.valueOf(e.getMessage()));
        }
    }
}
