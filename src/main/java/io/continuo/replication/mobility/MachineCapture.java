package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.replication.consistency.Holdable;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.CompressionRule;
import io.continuo.replication.stream.LineWatch;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Captures one protected machine: its disks, its change log and its stream to the target. Serving
 * the disks never depends on anything beyond them (invariant 1).
 */
public final class MachineCapture implements Holdable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineCapture.class);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration TAKEN_UP = Duration.ofSeconds(10);
    private static final Duration POINT_NOW = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration MAKE_WAY = Duration.ofMillis(500);

    /** With that a guest is held for a second in a minute at most (invariant 1). */
    private static final Duration HOLD_AGAIN = Duration.ofSeconds(30);

    private static final Duration SHORT = Duration.ofMillis(1);

    private volatile CaptureSpec spec;
    private final StreamMemory memory;
    private final ChangeLog log;
    private final ProtectedDisks disks;
    private final StreamOwner owner;
    private final Route route;
    private final StreamPump pump;
    private final Optional<LogSpiller> spiller;
    private final ResyncLedger ledger;
    private final ResyncGate gate;
    private final Joining joining;
    private final Resync resync;
    private final Settler settler;
    private final Keeper keeper;
    private final PointMaker points;
    private final CaptureReporter reporter;
    private final DiskTroubles troubles;
    private final SizeWatch sizes;
    private final Optional<Intervals> intervals;
    private boolean closed;
    private volatile long mayHold = System.nanoTime();

    private MachineCapture(
            CaptureSpec spec, Path directory, DiskFiles files, CaptureSurroundings around)
            throws IOException {
        this.spec = spec;
        this.memory = new StreamMemory(directory.resolve("stream.json"));
        memory.begin(spec);
        List<BlockBitmap> dirty = dirty(spec);
        ChangeRing ring = new ChangeRing(ChangeRing.CAPACITY);
        UUID streamId = UUID.fromString(spec.streamId());
        Optional<ChangeSpill> spill = spill(directory, around);
        IntervalClock shown = new IntervalClock(around.clock());
        boolean inIntervals = Intervals.wanted(spec);
        this.log =
                new ChangeLog(
                        ring,
                        around.changeLogBytes(),
                        around.chunks(),
                        inIntervals ? shown : around.clock(),
                        dirty,
                        spill);
        this.troubles = new DiskTroubles(spec, around.clock(), around.events());
        this.disks = ProtectedDisks.open(spec, directory, files, log, dirty, memory::joined);
        this.joining = new Joining(spec, log, disks.states(), memory);
        this.settler = new Settler(spec.machine(), log, disks, memory);
        this.owner = new StreamOwner(spec, log, disks, memory, joining, empty -> welcomed(empty));
        CompressionRule rule = new CompressionRule();
        Sealer sealer = new Sealer(log, new FramePacker(ring, streamId, around.frames(), rule));
        this.route = new Route(around.processServers(), spec.processServer(), spec.masterTarget());
        this.ledger = new ResyncLedger(around.clock());
        this.gate = new ResyncGate(around.clock(), ZoneId.systemDefault(), spec.window());
        this.sizes = new SizeWatch(disks.states(), log, gate, troubles);
        this.intervals =
                inIntervals
                        ? Optional.of(
                                new Intervals(
                                        spec,
                                        directory,
                                        around.clock(),
                                        new Intervals.Parts(log, disks, shown),
                                        gate,
                                        this::everConsistent))
                        : Optional.empty();
        LineWatch watch = new LineWatch(rule, around.processor());
        this.pump = new StreamPump(spec.machine(), log, sealer, route, owner, watch);
        this.resync =
                new Resync(
                        spec.machine(),
                        log,
                        disks.states(),
                        pump::link,
                        source(intervals),
                        ledger,
                        gate,
                        joining,
                        this::epochEnded);
        this.spiller =
                spill.map(disk ->
                        new LogSpiller(
                                spec.machine(),
                                log,
                                disk,
                                new FramePacker(ring, streamId, around.frames(), rule),
                                troubles::spillFailed));
        this.reporter =
                new CaptureReporter(
                        spec, log, disks, pump, resync, ledger, gate, joining, intervals);
        this.points =
                new PointMaker(
                        spec.machine(),
                        log,
                        this::everConsistent,
                        () -> reporter.cause(owner.away()));
        this.keeper =
                new Keeper(
                        spec.machine(), Duration.ofSeconds(spec.crashPointSeconds()), new Duties());
    }

    /**
     * Starts capturing; the disks can be served from now on.
     *
     * @param directory holds what has to survive a crash; made if missing
     * @throws io.continuo.api.error.ContinuoException a disk cannot be captured, and why
     */
    public static MachineCapture start(
            CaptureSpec spec, Path directory, DiskClaims claims, CaptureSurroundings around)
            throws IOException {
        DiskFiles files = new DiskFiles(claims);
        try {
            return start(spec, directory, files, around);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * The same with files of the capture before this one, which are this one's from here on.
     *
     * @throws io.continuo.api.error.ContinuoException a disk cannot be captured, and why; the files
     *     stay the caller's
     */
    public static MachineCapture start(
            CaptureSpec spec, Path directory, DiskFiles files, CaptureSurroundings around)
            throws IOException {
        DurableDirectories.create(directory);
        MachineCapture capture = new MachineCapture(spec, directory, files, around);
        try {
            capture.begin();
            return capture;
        } catch (IOException | RuntimeException e) {
            capture.disks.handOver();
            capture.disks.close();
            throw e;
        }
    }

    /** By index; there is none of disks that were taken away. */
    private static List<BlockBitmap> dirty(CaptureSpec spec) {
        List<BlockBitmap> dirty = new ArrayList<>();
        for (DiskSpec disk : spec.disks()) {
            while (dirty.size() < disk.index()) {
                dirty.add(DiskState.dirtyBitmap(0));
            }
            dirty.add(DiskState.dirtyBitmap(disk.sizeBytes()));
        }
        return dirty;
    }

    private static CopySource source(Optional<Intervals> intervals) {
        return intervals.isPresent()
                ? intervals.get()
                : CopySource.always(PointMaker.text(PointKind.CRASH, ""));
    }

    private Optional<ChangeSpill> spill(Path directory, CaptureSurroundings around)
            throws IOException {
        long disks = spec.disks().stream().mapToLong(DiskSpec::sizeBytes).sum();
        SpillLimits limits = new SpillLimits(around.changeLogDiskBytes(), disks);
        return limits.allowed()
                ? Optional.of(new ChangeSpill(directory.resolve("log"), limits, around.frames()))
                : Optional.empty();
    }

    /** What an export of a machine's disk is called; the same over restarts. */
    public static String exportName(String machine, int disk) {
        return machine + "-" + disk;
    }

    private void begin() throws IOException {
        Reason why = Reason.UNCLEAN_STOP;
        for (int i = 0; i < spec.disks().size(); i++) {
            DiskState state = disks.states().get(i);
            Optional<Long> modified = memory.modified(state.index());
            if (modified.isPresent()
                    && modified.get() != ProtectedDisks.modified(spec.disks().get(i))) {
                LOG.warn("{}: disk {} was changed while it was not captured", spec, state.index());
                state.forgetAll();
                why = Reason.DISK_CHANGED;
            } else if (modified.isPresent()) {
                state.beganEqual();
            }
        }
        owner.begin();
        if (!joining.joinedClean()) {
            log.beginEpoch(memory.consistentMicros() == 0 ? Reason.INITIAL : why);
        }
        pump.start();
        spiller.ifPresent(LogSpiller::start);
        resync.start();
        keeper.start();
        intervals.ifPresent(one -> one.start(resync));
    }

    public CaptureSpec spec() {
        return spec;
    }

    /** Its disks, to be served; none where a running QEMU has them. */
    public List<NbdExport> exports() {
        return intervals.isPresent() ? List.of() : List.copyOf(disks.exports());
    }

    /**
     * Makes a recovery point now; returns once it is durable at the target.
     *
     * @throws io.continuo.api.error.ContinuoException now is no consistent moment, or the line is
     *     away for longer than {@code limit}; in the latter case the point may still come to be
     */
    public PointView mark(PointKind kind, String label, Duration limit)
            throws InterruptedException {
        if (intervals.isPresent()) {
            IntervalRequest request = intervals.get().request(kind, label);
            return points.await(request.made(), kind, label, limit);
        }
        CompletableFuture<Position> made = points.markSoon(kind, label);
        keeper.pointMade();
        return points.await(made, kind, label, limit);
    }

    @Override
    public String machineId() {
        return spec.machineId();
    }

    @Override
    public String machine() {
        return spec.machine();
    }

    @Override
    public void ready(Duration limit) throws InterruptedException {
        if (intervals.isPresent()) {
            intervals.get().awaitIdle(limit);
        }
    }

    @Override
    public Pending pointNow(PointKind kind, String label) throws InterruptedException {
        if (intervals.isPresent()) {
            IntervalRequest request = intervals.get().request(kind, label);
            intervals.get().awaitTaken(request, POINT_NOW);
            return limit -> points.await(request.made(), kind, label, limit);
        }
        CompletableFuture<Position> made = points.markNow(new MarkInfo(kind, label, false));
        keeper.pointMade();
        return limit -> points.await(made, kind, label, limit);
    }

    @Override
    public Hold hold(Duration limit) throws InterruptedException {
        if (intervals.isPresent()) {
            throw HeldCapture.inIntervals(spec.machine()).toException();
        }
        WriteGate.Hold hold =
                log.gate()
                        .close(limit)
                        .orElseThrow(() -> HeldCapture.notHeld(spec.machine()).toException());
        return new HeldCapture(spec.machine(), hold, points);
    }

    @Override
    public CompletableFuture<Position> confirm(String round) throws InterruptedException {
        return points.markSoon(MarkInfo.confirming(round));
    }

    /** A policy changed. */
    public void crashPoints(Duration every) {
        spec = spec.with(every.toSeconds(), spec.resyncWindow());
        keeper.crashPoints(every);
        intervals.ifPresent(one -> one.every(every));
    }

    /** Behaves as if the line were cut for so long. */
    public void cut(Duration time) {
        pump.cut(time);
    }

    /** The machine may not use its disks, or may again; whoever serves them sees to it. */
    public void held(boolean value) {
        spec = spec.withHeld(value);
    }

    /**
     * Sends its changes another way from now on; the target says where to go on, so nothing is
     * copied anew.
     */
    public synchronized void redirect(String processServer, String masterTarget) {
        spec = spec.withRoute(processServer, masterTarget);
        if (route.change(processServer, masterTarget)) {
            LOG.info("{} sends through {} now", spec.machine(), processServer);
            pump.redial("The way to the target was changed.");
        }
    }

    private boolean everConsistent() {
        return settler.consistentMicros() > 0;
    }

    /** What is happening to its data. */
    public DataState state() {
        return reporter.state(everConsistent(), owner.greeted(), owner.refusedForGood());
    }

    /**
     * Its word on itself.
     *
     * @param uri finds where an export is served
     */
    public CaptureReport report(Function<String, String> uri) {
        disks.states().forEach(troubles::look);
        sizes.look();
        return reporter.report(state(), owner.away(), settler.consistentMicros(), uri);
    }

    private void welcomed(boolean targetEmpty) {
        resync.welcomed(targetEmpty);
        intervals.ifPresent(Intervals::welcomed);
    }

    private void epochEnded(CompletableFuture<Position> mark) {
        keeper.pointMade();
        intervals.ifPresent(one -> one.epochEnded(mark));
        if (intervals.isPresent() && !ledger.open()) {
            ledger.discard();
            return;
        }
        mark.thenRun(() -> {
            LOG.info("{}: the replica is consistent again", spec.machine());
            troubles.receipt(ledger.ended());
        });
    }

    /** Its policy changed: the resync that waits may run at other times. */
    public void resyncWindow(ResyncWindow window) {
        spec = spec.with(spec.crashPointSeconds(), Optional.of(window.text()));
        gate.window(window);
    }

    /**
     * Starts the resync that is due now, whatever its window; where none is, compares everything.
     *
     * @return what it is about to cost, if the log could take it up
     */
    public ResyncView resync() throws InterruptedException {
        resync.request();
        long deadline = System.nanoTime() + TAKEN_UP.toNanos();
        while (resync.requested() && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
        }
        return reporter.resync();
    }

    /**
     * Stops for good or until the next start: takes what is under way to the target if the line
     * allows. The caller has seen to it that nobody uses the exports any more.
     */
    @Override
    public void close() {
        close(DRAIN);
    }

    /**
     * Makes way for a capture of the same machine with other disks, at a moment when the target
     * holds everything; writes wait from then on for {@link ServedDisk#replace}. The caller goes on
     * with what is returned, or begins again as before.
     *
     * @return the open files; nothing where now is no such moment, and all goes on
     */
    public Optional<DiskFiles> makeWay() throws InterruptedException {
        if (intervals.isPresent()
                || state() != DataState.DELTA
                || joining.due()
                || System.nanoTime() - mayHold < 0
                || !log.nearlyDurable()) {
            return Optional.empty();
        }
        settler.settleNow();
        mayHold = System.nanoTime() + HOLD_AGAIN.toNanos();
        Optional<WriteGate.Hold> held = log.gate().close(MAKE_WAY);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        WriteGate.Hold hold = held.get();
        try {
            while (log.undurable() && hold.holds() && log.line().up()) {
                Thread.sleep(SHORT);
            }
            boolean settled =
                    !log.undurable() && disks.states().stream().allMatch(DiskState::clean);
            log.retire(settled);
            if (!hold.release() || !settled) {
                log.retire(false);
                return Optional.empty();
            }
        } finally {
            hold.release();
        }
        DiskFiles files = disks.handOver();
        close();
        return Optional.of(files);
    }

    /** Stops at once, as if the process died: nothing is written out or finished. */
    void abandon() {
        close(Duration.ZERO);
    }

    private synchronized boolean closing() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private void close(Duration drain) {
        if (!closing()) {
            return;
        }
        intervals.ifPresent(Intervals::close);
        boolean held = !drain.isZero() && log.line().up() && pump.drain(drain);
        pump.close();
        keeper.close();
        resync.close();
        spiller.ifPresent(LogSpiller::close);
        if (held) {
            settler.stopCleanly();
        }
        disks.close();
    }

    /** After a stop: nothing of it is to stay behind where its disks are used. */
    public void forget() {
        intervals.ifPresent(Intervals::forget);
    }

    /** Lets every region rest that may, hot or not. */
    void settleNow() {
        settler.settleNow();
    }

    private final class Duties implements Keeper.Duties {
        @Override
        public boolean crashPoint() {
            // Each interval ends in a point, and no point is made without one.
            return intervals.isPresent() || points.crashPoint();
        }

        @Override
        public void settle() {
            settler.settle();
        }
    }
}
