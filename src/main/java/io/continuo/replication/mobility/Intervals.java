package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.qemu.QemuAddress;
import io.continuo.replication.qemu.QemuDisk;
import io.continuo.replication.qemu.QemuDisks;
import io.continuo.replication.qemu.QemuSnapshot;
import io.continuo.replication.qemu.SnapshotFile;
import io.continuo.replication.stream.Position;
import io.continuo.replication.threads.Ending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Captures a running QEMU once in an interval: a snapshot of all disks, what changed since the last
 * one into the log as one epoch, a point at its end. The thread of a machine that does so.
 *
 * <p>What is to be sent is known to QEMU's bitmaps until it is durable, so an interval that fails
 * half way costs nothing but its time.
 */
final class Intervals implements CopySource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intervals.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration COUNT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A snapshot is held while the line is away for so long; the guest's writes fill it. */
    private static final Duration LINE_AWAY = Duration.ofSeconds(10);

    /** What an interval works on. */
    record Parts(ChangeLog log, ProtectedDisks disks, IntervalClock clock) {}

    private final CaptureSpec spec;
    private final Parts parts;
    private final QemuDisks qemu;
    private final BooleanSupplier everConsistent;
    private final ResyncGate gate;
    private final Lock turn = new ReentrantLock();
    private final Queue<IntervalRequest> requests = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final IntervalCounts counts;
    private volatile Resync resync;
    private volatile boolean welcomed;
    private volatile boolean ready;
    private volatile boolean closed;
    private volatile boolean busy;
    private volatile byte[] markText = PointMaker.text(PointKind.CRASH, "");
    private volatile CompletableFuture<CompletableFuture<Position>> ended =
            new CompletableFuture<>();
    private volatile String away = "QEMU was not reached yet.";
    private volatile String failed = "";
    private volatile long everyNanos;
    private volatile long last;
    private volatile long notBefore = System.nanoTime();

    Intervals(
            CaptureSpec spec,
            Path directory,
            InstantSource real,
            Parts parts,
            ResyncGate gate,
            BooleanSupplier everConsistent) {
        this.spec = spec;
        this.parts = parts;
        this.gate = gate;
        this.everConsistent = everConsistent;
        this.qemu =
                new QemuDisks(
                        spec.streamId(),
                        spec.disks().stream().map(Intervals::disk).toList(),
                        directory.resolve("qemu"),
                        real);
        this.counts = new IntervalCounts(spec.disks().size());
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("interval-" + spec.machine())
                        .unstarted(this::run);
        every(Duration.ofSeconds(spec.crashPointSeconds()));
    }

    /** Whether a machine is captured in intervals. */
    static boolean wanted(CaptureSpec spec) {
        return spec.disks().stream().allMatch(disk -> disk.capture() == CaptureKind.QEMU);
    }

    static QemuDisk disk(DiskSpec disk) {
        return new QemuDisk(disk.index(), QemuAddress.parse(disk.path()), disk.sizeBytes());
    }

    void start(Resync copies) {
        resync = copies;
        last = System.nanoTime() - everyNanos;
        thread.start();
    }

    /** How long an interval is from now on. */
    void every(Duration time) {
        everyNanos = Math.max(time.toNanos(), Duration.ofSeconds(1).toNanos());
    }

    /** The log was joined to a link; the replica shows the machine up to some moment. */
    void welcomed() {
        long micros = parts.log().tail().consistentMicros();
        if (micros > 0) {
            parts.clock().stand(java.time.Instant.EPOCH.plusNanos(micros * 1000));
        }
        welcomed = true;
    }

    /** Why nothing is captured now, in a sentence; empty while something is. */
    String trouble() {
        return away.isEmpty() ? failed : away;
    }

    /** How old the newest snapshot is; 0 before there is one. */
    double ageSeconds() {
        return parts.clock().stands() ? parts.clock().age().toNanos() / 1e9 : 0;
    }

    /** What QEMU knows to have changed. */
    IntervalCounts counts() {
        return counts;
    }

    // --- points

    /** A point of now: an interval of its own. */
    IntervalRequest request(PointKind kind, String label) {
        IntervalRequest request = new IntervalRequest(kind, label);
        requests.add(request);
        LockSupport.unpark(thread);
        return request;
    }

    /**
     * Waits until the moment of a point is over.
     *
     * @throws ContinuoException it is not in time, and will not be
     */
    void awaitTaken(IntervalRequest request, Duration limit) throws InterruptedException {
        try {
            request.taken().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (requests.remove(request)) {
                throw notNow().toException(e);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException(e);
        }
    }

    /** Waits until a point can be made without delay, or until the limit. */
    void awaitIdle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while ((busy || !mayBegin()) && System.nanoTime() < deadline && !closed) {
            Thread.sleep(LOOK);
        }
    }

    private Problem notNow() {
        String trouble = trouble();
        return Problem.of(
                ErrorCode.NO_POINT_YET,
                "A point of " + spec.machine() + " cannot be made now.",
                trouble.isEmpty()
                        ? "The interval before is still on its way to the target."
                        : trouble,
                "Wait a moment, or use an older point.",
                spec.machine());
    }

    // --- what a resync reads from

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public Lock turn() {
        return turn;
    }

    @Override
    public byte[] markText() {
        return markText;
    }

    /** The log says that the replica is consistent, and a mark. */
    void epochEnded(CompletableFuture<Position> mark) {
        ended.complete(mark);
        LockSupport.unpark(thread);
    }

    // --- the thread

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(LOOK.toNanos());
            if (closed || System.nanoTime() - notBefore < 0) {
                continue;
            }
            try {
                look();
            } catch (IOException | RuntimeException e) {
                away = say(e);
                notBefore = System.nanoTime() + RETRY.toNanos();
                qemu.disconnect();
            }
        }
        requests.forEach(request -> request.failed(notNow().toException()));
        qemu.close();
    }

    private String say(Exception e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(trouble())) {
            LOG.warn("{} is not captured: {}", spec.machine(), why);
        }
        return why;
    }

    private void look() throws IOException {
        if (qemu.connect()) {
            beginRecording();
        }
        away = "";
        counts.look(COUNT, qemu);
        if (mayBegin()
                && (resync.needed()
                        || !requests.isEmpty()
                        || System.nanoTime() - last >= everyNanos)) {
            busy = true;
            try {
                interval();
                failed = "";
            } finally {
                busy = false;
            }
        }
    }

    private boolean mayBegin() {
        ChangeLog log = parts.log();
        return welcomed
                && away.isEmpty()
                && log.state().flowing()
                && log.line().up()
                && !gate.waits(log.state().reason());
    }

    /** What a QEMU has no record of is not known any more. */
    private void beginRecording() throws IOException {
        for (int disk : qemu.unrecorded()) {
            turn.lock();
            try {
                if (everConsistent.getAsBoolean()) {
                    LOG.warn("{}: QEMU has no record of disk {}", spec.machine(), disk);
                    parts.log().beginEpoch(Reason.QEMU_RESTARTED);
                }
                parts.disks().states().get(disk).forgetAll();
            } finally {
                turn.unlock();
            }
            qemu.record(disk);
        }
        counts.restart();
    }

    private void interval() throws IOException {
        IntervalRequest request =
                Optional.ofNullable(requests.poll())
                        .orElseGet(() -> new IntervalRequest(PointKind.CRASH, ""));
        last = System.nanoTime();
        try {
            CompletableFuture<Position> mark = send(request);
            Position position = durable(mark);
            qemu.sent();
            request.made().complete(position);
        } catch (IOException | RuntimeException e) {
            failed = say(e);
            notBefore = System.nanoTime() + RETRY.toNanos();
            request.failed(e instanceof ContinuoException told ? told : notNow().toException(e));
            if (e instanceof IOException && !(e instanceof LineAwayException)) {
                qemu.disconnect();
            }
        }
    }

    /** Puts an interval into the log; what is returned is done when it is durable. */
    private CompletableFuture<Position> send(IntervalRequest request) throws IOException {
        QemuSnapshot snapshot = qemu.snapshot();
        request.taken().complete(null);
        try {
            counts.restart();
            boolean changed;
            ended = new CompletableFuture<>();
            turn.lock();
            try {
                mark(snapshot);
                // Only behind the beginning of the epoch may time move on.
                parts.clock().stand(snapshot.moment());
                markText = PointMaker.text(request.kind(), request.label());
                show(Optional.of(snapshot));
                changed = resync.needed();
                ready = changed;
            } finally {
                turn.unlock();
            }
            if (!changed) {
                return parts.log().mark(markText).orElseThrow(LineAwayException::new);
            }
            resync.wake();
            return copied(snapshot);
        } finally {
            give(snapshot);
        }
    }

    private void mark(QemuSnapshot snapshot) throws IOException {
        for (DiskSpec disk : spec.disks()) {
            snapshot.changed(
                    disk.index(),
                    (offset, length) ->
                            parts.log().unlogged(disk.index(), offset, length, Reason.INTERVAL));
        }
    }

    private void show(Optional<QemuSnapshot> snapshot) {
        for (SnapshotFile file : parts.disks().snapshots()) {
            file.show(snapshot);
        }
    }

    private void give(QemuSnapshot snapshot) throws IOException {
        ready = false;
        if (!ended.isDone()) {
            snapshot.abort();
        }
        turn.lock();
        try {
            show(Optional.empty());
        } finally {
            turn.unlock();
        }
        snapshot.close();
    }

    private CompletableFuture<Position> copied(QemuSnapshot snapshot) throws IOException {
        CompletableFuture<CompletableFuture<Position>> waits = ended;
        long lineSeen = System.nanoTime();
        while (!waits.isDone()) {
            refuseIfClosed();
            if (parts.log().line().up()) {
                lineSeen = System.nanoTime();
            } else if (System.nanoTime() - lineSeen > LINE_AWAY.toNanos()) {
                throw new LineAwayException();
            }
            if (qemu.crowded()) {
                throw new IOException(
                        "What the guest overwrites since "
                                + snapshot.moment()
                                + " leaves no room on the agent's disk: the interval was given up.");
            }
            counts.look(COUNT, qemu);
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return waits.join();
    }

    private Position durable(CompletableFuture<Position> mark) throws IOException {
        while (true) {
            try {
                return mark.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                refuseIfClosed();
            } catch (ExecutionException e) {
                throw new LineAwayException();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private void refuseIfClosed() throws LineAwayException {
        if (closed) {
            throw new LineAwayException();
        }
    }

    /** Stops after what is under way with QEMU was given up; the recording goes on. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }

    /** After {@link #close}: has QEMU record nothing any more. */
    void forget() {
        qemu.forget();
        qemu.close();
    }
}
