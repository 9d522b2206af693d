package io.continuo.replication.mobility;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Captures one protected machine: its disks, its change log and its stream to the target. Serving
 * the disks never depends on anything beyond them (invariant 1).
 */
public final class MachineCapture implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineCapture.class);
    private static final Duration DRAIN = Duration.ofSeconds(3);
    private static final Duration CONSISTENT_SOON = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final CaptureSpec spec;
    private final UUID streamId;
    private final StreamMemory memory;
    private final ChangeLog log;
    private final List<DiskState> states = new ArrayList<>();
    private final List<CapturedDisk> disks = new ArrayList<>();
    private final List<Closeable> resources = new ArrayList<>();
    private final StreamPump pump;
    private final Resync resync;
    private final Keeper keeper;
    private final CaptureReporter reporter;
    private final DiskTroubles troubles;
    private int epochOfForgotten;
    private int epoch;
    private long trusted;
    private boolean greeted;
    private boolean targetEmpty;
    private volatile String away = "The process server was not reached yet.";
    private long quiet;
    private boolean closed;

    private MachineCapture(
            CaptureSpec spec,
            Path directory,
            DiskClaims claims,
            CaptureSurroundings around,
            List<BlockBitmap> dirty)
            throws IOException {
        this.spec = spec;
        this.streamId = UUID.fromString(spec.streamId());
        this.memory = new StreamMemory(directory.resolve("stream.json"));
        this.log =
                new ChangeLog(
                        new ChangeRing(ChangeRing.CAPACITY),
                        around.changeLogBytes(),
                        around.chunks(),
                        around.clock(),
                        dirty);
        this.troubles = new DiskTroubles(spec, around.clock(), around.events());
        this.trusted = memory.durableSequence();
        for (DiskSpec disk : spec.disks()) {
            openDisk(disk, directory, claims, dirty.get(disk.index()));
        }
        Sealer sealer = new Sealer(log, streamId, around.frames());
        FrameLink.Dialer dialer = around.processServers().apply(spec.processServer());
        this.pump = new StreamPump(spec.machine(), log, sealer, dialer, new Stream());
        this.resync =
                new Resync(
                        spec.machine(),
                        log,
                        states,
                        pump::link,
                        mark(PointKind.CRASH, ""),
                        this::epochEnded);
        this.keeper =
                new Keeper(
                        spec.machine(), Duration.ofSeconds(spec.crashPointSeconds()), new Duties());
        this.reporter = new CaptureReporter(spec, log, disks, states, pump, resync);
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
        Files.createDirectories(directory);
        List<BlockBitmap> dirty = new ArrayList<>();
        for (DiskSpec disk : spec.disks()) {
            dirty.add(DiskState.dirtyBitmap(disk.sizeBytes()));
        }
        MachineCapture capture = new MachineCapture(spec, directory, claims, around, dirty);
        try {
            capture.begin();
            return capture;
        } catch (IOException | RuntimeException e) {
            capture.closeResources();
            throw e;
        }
    }

    private void openDisk(DiskSpec spec, Path directory, DiskClaims claims, BlockBitmap dirty)
            throws IOException {
        try {
            Path path = Path.of(spec.path());
            if (!Files.exists(path)) {
                throw DiskInspector.missing(spec.path()).toException();
            }
            Closeable claim = claims.take(path);
            resources.add(claim);
            DiskFile file = DiskFile.open(path, false);
            resources.add(file);
            if (file.size() != spec.sizeBytes()) {
                throw DiskTroubles.resized(spec, file.size()).toException();
            }
            Path logPath = directory.resolve("disk-" + spec.index() + ".activity");
            ActivityLog activity = ActivityLog.open(logPath, file.size());
            resources.add(activity);
            DiskState state = new DiskState(spec.index(), file, activity, dirty);
            states.add(state);
            String name = exportName(this.spec.machine(), spec.index());
            disks.add(new CapturedDisk(name, spec.index(), file, log, state));
        } catch (IOException | RuntimeException e) {
            closeResources();
            throw e;
        }
    }

    /** What an export of a machine's disk is called; the same over restarts. */
    public static String exportName(String machine, int disk) {
        return machine + "-" + disk;
    }

    private void begin() throws IOException {
        for (DiskState state : states) {
            Optional<Long> modified = memory.modified(state.index());
            if (modified.isPresent() && modified.get() != modified(state.index())) {
                LOG.warn("{}: disk {} was changed while it was not captured", spec, state.index());
                state.forgetAll();
            }
        }
        epoch = memory.nextEpoch();
        epochOfForgotten = log.forgotten();
        long open = states.stream().mapToLong(DiskState::openBytes).sum();
        if (open > 0) {
            log.beginEpoch(
                    memory.consistentMicros() == 0
                            ? "Initial replication is not finished."
                            : "The agent stopped while changes were under way.");
        }
        pump.start();
        resync.start();
        keeper.start();
    }

    private long modified(int disk) throws IOException {
        return Files.getLastModifiedTime(Path.of(spec.disks().get(disk).path())).toMillis();
    }

    public CaptureSpec spec() {
        return spec;
    }

    /** Its disks, to be served. */
    public List<NbdExport> exports() {
        return List.copyOf(disks);
    }

    /**
     * Makes a recovery point now; returns once it is durable at the target.
     *
     * @throws io.continuo.api.error.ContinuoException now is no consistent moment, or the line is
     *     away for longer than {@code limit}; in the latter case the point may still come to be
     */
    public PointView mark(PointKind kind, String label, Duration limit)
            throws InterruptedException {
        CompletableFuture<Position> made = markSoon(mark(kind, label));
        keeper.pointMade();
        try {
            Position at = made.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new PointView(
                    Long.toString(at.sequence()),
                    Instant.EPOCH.plus(at.timeMicros(), ChronoUnit.MICROS),
                    kind,
                    label,
                    false);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw Problem.of(
                            ErrorCode.TIMED_OUT,
                            "The point of " + spec.machine() + " is not durable yet.",
                            "The target did not confirm it within "
                                    + limit.toSeconds()
                                    + " s. "
                                    + reporter.cause(away),
                            "It comes to be when the line is back; look at the list of points"
                                    + " then.",
                            spec.machine())
                    .toException(e);
        }
    }

    /** A resync or a line that comes back may take a moment: waited for, then refused. */
    private CompletableFuture<Position> markSoon(byte[] text) throws InterruptedException {
        long deadline = System.nanoTime() + CONSISTENT_SOON.toNanos();
        while (true) {
            Optional<CompletableFuture<Position>> made = log.mark(text);
            if (made.isPresent()) {
                return made.get();
            }
            if (!everConsistent() || System.nanoTime() > deadline) {
                throw noPointNow().toException();
            }
            Thread.sleep(LOOK);
        }
    }

    private static byte[] mark(PointKind kind, String label) {
        try {
            return Json.mapper().writeValueAsBytes(new MarkInfo(kind, label, false));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Problem noPointNow() {
        if (!log.lineUp()) {
            return Problem.of(
                    ErrorCode.LINK_LOST,
                    "A point of " + spec.machine() + " cannot be made now.",
                    "Its changes do not reach the target. " + reporter.cause(away),
                    "Wait until the line is back, or use an older point.",
                    spec.machine());
        }
        return Problem.of(
                ErrorCode.NO_POINT_YET,
                "A point of " + spec.machine() + " cannot be made now.",
                "Its replica is not consistent at this moment. " + reporter.cause(away),
                "Wait until its data state is DELTA, or use an older point.",
                spec.machine());
    }

    /** A policy changed. */
    public void crashPoints(Duration every) {
        keeper.crashPoints(every);
    }

    /** Behaves as if the line were cut for so long. */
    public void cut(Duration time) {
        pump.cut(time);
    }

    private boolean everConsistent() {
        return log.consistentMicros() > 0 || memory.consistentMicros() > 0;
    }

    /** What is happening to its data. */
    public DataState state() {
        return reporter.state(everConsistent(), greeted());
    }

    private synchronized boolean greeted() {
        return greeted;
    }

    /**
     * Its word on itself.
     *
     * @param uri finds where an export is served
     */
    public CaptureReport report(Function<String, String> uri) {
        states.forEach(troubles::look);
        long micros = Math.max(log.consistentMicros(), memory.consistentMicros());
        return reporter.report(state(), away, micros, uri);
    }

    private void epochEnded(CompletableFuture<Position> mark) {
        keeper.pointMade();
        LOG.info("{}: the replica is consistent again", spec.machine());
    }

    /**
     * Stops for good or until the next start: takes what is under way to the target if the line
     * allows. The caller has seen to it that nobody uses the exports any more.
     */
    @Override
    public void close() {
        close(DRAIN);
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
        boolean held = !drain.isZero() && log.lineUp() && pump.drain(drain);
        pump.close();
        keeper.close();
        resync.close();
        if (held) {
            stopCleanly();
        }
        closeResources();
    }

    private void stopCleanly() {
        settle(log.ring().head());
        try {
            List<Long> modified = new ArrayList<>();
            for (DiskState state : states) {
                modified.add(modified(state.index()));
            }
            memory.stopped(modified);
        } catch (IOException e) {
            LOG.warn("{}: the stop could not be noted: {}", spec.machine(), e.getMessage());
        }
    }

    private void closeResources() {
        for (Closeable resource : resources.reversed()) {
            try {
                resource.close();
            } catch (IOException e) {
                LOG.warn("{}: closing failed: {}", spec.machine(), e.getMessage());
            }
        }
    }

    /** Lets every region rest that may, hot or not. */
    void settleNow() {
        settle(log.ring().head());
    }

    private void settle(long quietUpTo) {
        long head = log.ring().head();
        try {
            long durable = log.durableSequence();
            if (durable > 0) {
                memory.durable(
                        durable, Math.max(log.consistentMicros(), memory.consistentMicros()));
            }
            for (DiskState state : states) {
                state.settle(log.ring().tail(), quietUpTo, head);
            }
        } catch (IOException e) {
            LOG.warn("{}: regions stay active: {}", spec.machine(), e.getMessage());
        }
        quiet = head;
    }

    private final class Duties implements Keeper.Duties {
        @Override
        public boolean crashPoint() {
            return log.mark(mark(PointKind.CRASH, "")).isPresent();
        }

        @Override
        public void settle() {
            MachineCapture.this.settle(quiet);
        }
    }

    /** The stream's questions to the machine. */
    private final class Stream implements StreamPump.Owner {
        @Override
        public Hello hello() throws IOException {
            if (epochOfForgotten != log.forgotten()) {
                epoch = memory.nextEpoch();
                epochOfForgotten = log.forgotten();
            }
            return new Hello(streamId, epoch, spec.machine(), spec.masterTarget());
        }

        @Override
        public boolean welcomed(Session session, Welcome welcome) throws IOException {
            long durable = welcome.durable().sequence();
            boolean lacks = durable < Math.max(trusted, log.durableSequence());
            boolean first = !greeted();
            if (first || lacks) {
                targetEmpty = durable == 0;
            }
            if (lacks || first && targetEmpty) {
                startOver(lacks);
                trusted = durable;
                memory.durable(durable, memory.consistentMicros());
            }
            synchronized (MachineCapture.this) {
                greeted = true;
            }
            if (epochOfForgotten != log.forgotten()) {
                return false;
            }
            if (!log.attach(session, welcome)) {
                startOver(true);
                return false;
            }
            away = "";
            resync.welcomed(targetEmpty);
            return true;
        }

        /** Nothing is known of the replica: all of it will be compared, or copied if empty. */
        private void startOver(boolean lacks) {
            boolean whole = states.stream().allMatch(DiskState::allUnknown);
            if (!whole) {
                states.forEach(DiskState::forgetAll);
            }
            if (!log.insideEpoch()) {
                log.forgetData(
                        lacks
                                ? "The replica does not hold what it had confirmed."
                                : "The replica is empty.");
            }
        }

        @Override
        public void away(String cause) {
            if (away.isEmpty()) {
                LOG.info("{}: the line is away: {}", spec.machine(), cause);
            }
            away = cause;
        }
    }
}
