package io.continuo.replication.target;

import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaReport;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.component.VolumeReport;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.CipherWarmup;
import io.continuo.replication.journal.DirectFiles;
import io.continuo.replication.journal.FrameCache;
import io.continuo.replication.journal.JournalFiles;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.ReplicaIntake;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The master target: holds replicas of machines with their recovery points, takes their changes,
 * serves any point. Everything asked of it is idempotent.
 *
 * <p>Whatever it cannot do it refuses with a {@link ContinuoException} that says why.
 */
public final class MasterTarget implements ReplicaIntake.Opener, AutoCloseable {
    private static final long CACHE_BYTES = 64 << 20;
    private static final Duration FOLD_EVERY = Duration.ofSeconds(2);

    private final Path directory;
    private final Clock clock;
    private final TargetSettings settings;
    private final Map<String, Replica> replicas = new ConcurrentHashMap<>();
    private final Map<String, Problem> unopened = new ConcurrentHashMap<>();
    private final ReportMemory reported = new ReportMemory();
    private final LiveHouse live;
    private final RetentionTimer timer;
    private final Thread warmup;

    /**
     * @param directory replicas live in here, one directory each; made if absent
     * @param exports where opened points are served
     */
    public MasterTarget(Path directory, Clock clock, ViewExports exports) {
        this(directory, clock, exports, new DirectFiles(), FOLD_EVERY, VolumeWatch.of(directory));
    }

    MasterTarget(
            Path directory,
            Clock clock,
            ViewExports exports,
            JournalFiles files,
            Duration foldEvery) {
        this(directory, clock, exports, files, foldEvery, VolumeWatch.of(directory));
    }

    MasterTarget(
            Path directory,
            Clock clock,
            ViewExports exports,
            JournalFiles files,
            Duration foldEvery,
            VolumeWatch.Volume volume) {
        this.directory = directory;
        this.clock = clock;
        this.settings =
                new TargetSettings(
                        exports,
                        files,
                        new FrameCache(CACHE_BYTES),
                        LinuxHoles.find(),
                        new VolumeWatch(volume));
        this.live = new LiveHouse(directory.resolve("live"), settings);
        this.warmup = Thread.ofPlatform().daemon().name("warmup").start(CipherWarmup::run);
        this.timer = new RetentionTimer(foldEvery, this::fold);
    }

    /**
     * The same; a replica that has not begun begins as a copy of images.
     *
     * @param seeds one for each disk; empty for none
     */
    public void prepare(ReplicaSpec spec, List<String> seeds) {
        if (!seeds.isEmpty() && !replicas.containsKey(spec.machineId())) {
            try {
                List<Path> images = seeds.stream().map(Path::of).toList();
                Path home = ReplicaHome.claim(directory, spec).directory();
                Seeds planted = new Seeds(home, spec, images, settings.holes());
                if (begin(home, planted)) {
                    planted.plant();
                }
            } catch (IOException e) {
                throw Problems.of(spec.machine(), directory, e).toException(e);
            }
        }
        prepare(spec);
    }

    /** Keeps others from opening a replica that has not begun; false if it has. */
    private synchronized boolean begin(Path home, Seeds seeds) throws IOException {
        if (Files.exists(home.resolve("journal"))) {
            return false;
        }
        seeds.begin();
        return true;
    }

    /** Opens a replica, or makes room for a new one. A drill that was running goes on. */
    public synchronized void prepare(ReplicaSpec spec) {
        Replica open = replicas.get(spec.machineId());
        if (open != null && open.spec().streamId().equals(spec.streamId())) {
            if (!open.holds(spec)) {
                change(open, spec);
            }
            open.retention(Duration.ofSeconds(spec.retentionSeconds()));
            return;
        }
        try {
            if (open != null) {
                refuseNeeded(open);
                replicas.remove(spec.machineId());
                open.close();
            }
            ReplicaHome.Home home = ReplicaHome.claim(directory, spec);
            if (Seeds.underWay(home.directory())) {
                throw Seeds.wait(spec.machine()).toException();
            }
            Replica opened = Replica.open(home, spec, settings);
            opened.prune(clock.instant());
            live.resume(opened);
            replicas.put(spec.machineId(), opened);
            unopened.remove(spec.machineId());
        } catch (ContinuoException e) {
            unopened.put(spec.machineId(), e.problem());
            throw e;
        } catch (IOException e) {
            Problem problem = Problems.of(spec.machine(), directory, e);
            unopened.put(spec.machineId(), problem);
            throw problem.toException(e);
        }
    }

    private void change(Replica open, ReplicaSpec spec) {
        if (open.told(spec.layout())) {
            throw Problems.disksChanged(spec.machine()).toException();
        }
        try {
            open.change(spec, ReplicaHome.claim(directory, spec).layouts());
        } catch (IOException e) {
            throw Problems.of(spec.machine(), directory, e).toException(e);
        }
    }

    /** History to keep from now on. */
    public void changeRetention(String machineId, Duration retention) {
        replica(machineId).retention(retention);
    }

    /** Forgets a replica with all its points; nothing to do if there is none. */
    public synchronized void remove(String machineId) {
        Replica open = replicas.get(machineId);
        if (open != null) {
            refuseNeeded(open);
        }
        replicas.remove(machineId);
        unopened.remove(machineId);
        try {
            if (open != null) {
                open.closeView();
                open.close();
            }
            ReplicaHome.remove(directory, machineId);
        } catch (IOException e) {
            throw Problems.of(machineId, directory, e).toException(e);
        }
    }

    @Override
    public ReplicaIntake open(UUID streamId, int epoch, Consumer<Position> onDurable)
            throws IOException {
        awaitWarmup();
        for (Replica replica : replicas.values()) {
            if (replica.spec().streamId().equals(streamId.toString())) {
                return replica.open(epoch, onDurable);
            }
        }
        throw Problems.machineUnknown("stream " + streamId).toException();
    }

    /** A cold cipher would hold up the first sender for seconds. */
    private void awaitWarmup() throws IOException {
        try {
            warmup.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while opening a stream");
        }
    }

    /** Recovery points, oldest first; without {@code latest}. */
    public List<PointView> points(String machineId) {
        return replica(machineId).points();
    }

    /**
     * Serves a point read-write. While it is open no other can be; asking for the same again gives
     * the same answer.
     *
     * @param point in the words of {@link io.continuo.api.machine.PointChoice}
     */
    public Outcome.ViewOpened openView(String machineId, String point) {
        Replica replica = replica(machineId);
        try {
            return replica.openView(point, clock.instant());
        } catch (IOException e) {
            throw Problems.of(replica.spec().machine(), directory, e).toException(e);
        }
    }

    /** Ends a drill and drops what was written to it; nothing to do if there is none. */
    public void closeView(String machineId) {
        Replica replica = replica(machineId);
        try {
            replica.closeView();
        } catch (IOException e) {
            throw Problems.of(replica.spec().machine(), directory, e).toException(e);
        }
    }

    /** What a machine runs on is not taken away under it. */
    private void refuseNeeded(Replica replica) {
        if (live.needs(replica.spec().machineId())) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            "The replica of " + replica.spec().machine() + " cannot go.",
                            "The machine was failed over to it, and its disks still need it.",
                            "Commit the failover and wait for its job, or cancel it.",
                            replica.spec().machine())
                    .toException();
        }
    }

    /**
     * Serves a point for the machine to run on, under the names its source's disks had. Asking for
     * the same again gives the same answer; it goes on after a restart.
     *
     * @param point in the words of {@link io.continuo.api.machine.PointChoice}
     */
    public synchronized Outcome.ViewOpened openLive(String machineId, String point) {
        Replica replica = replica(machineId);
        try {
            return live.open(replica, point, clock.instant());
        } catch (IOException e) {
            throw Problems.of(replica.spec().machine(), directory, e).toException(e);
        }
    }

    /** Drops what a machine ran on, with all it wrote; nothing to do if there is nothing. */
    public synchronized void dropLive(String machineId) {
        try {
            live.drop(machineId);
        } catch (IOException e) {
            throw Problems.of(machineId, directory, e).toException(e);
        }
    }

    /**
     * Makes what a machine runs on images of their own, which need the replica no more; the machine
     * goes on meanwhile. Cut short, it goes on from there when asked again.
     */
    public void makeLiveWhole(String machineId, ExportWatch watch) {
        try {
            live.makeWhole(machineId, watch);
        } catch (IOException e) {
            throw Problems.of(machineId, directory, e).toException(e);
        }
    }

    /**
     * Serves what a machine runs on no longer, and brings the images to where they are to stay.
     *
     * @param disks their indexes
     * @param to a path for each; empty for places of this target's own
     * @return the paths they have now
     */
    public synchronized List<String> handOverLive(
            String machineId, List<Integer> disks, List<String> to) {
        List<Path> places =
                to.isEmpty()
                        ? disks.stream().map(index -> ownPlace(machineId, index)).toList()
                        : to.stream().map(Path::of).toList();
        try {
            live.handOver(machineId, places);
        } catch (IOException e) {
            throw Problems.of(machineId, directory, e).toException(e);
        }
        return places.stream().map(place -> place.toAbsolutePath().toString()).toList();
    }

    private Path ownPlace(String machineId, int disk) {
        return directory
                .resolveSibling("disks")
                .resolve(machineId)
                .resolve("disk-" + disk + ".raw");
    }

    /**
     * Writes a point's disks as files {@code <machine>-disk<index>.<ext>}, replacing older ones of
     * these names only when complete.
     *
     * @param point in the words of {@link io.continuo.api.machine.PointChoice}
     * @param watch told of progress, asked whether to go on
     */
    public Outcome.Exported export(
            String machineId, String point, Path to, ExportFormat format, ExportWatch watch) {
        Replica replica = replica(machineId);
        try (Replica.OpenPoint open = replica.openPoint(point)) {
            return new Exporter(replica.spec().machine(), to, format, watch).export(open);
        } catch (IOException e) {
            throw Problems.of(replica.spec().machine(), directory, e).toException(e);
        }
    }

    /**
     * What became of every replica since the last call.
     *
     * @param full tell every point, not only the new ones (after enrolling)
     */
    public List<ReplicaReport> reports(boolean full) {
        List<ReplicaReport> reports = new ArrayList<>();
        replicas.forEach((machineId, replica) -> reports.add(reported.report(replica, full)));
        unopened.forEach((machineId, problem) ->
                reports.add(
                        new ReplicaReport(
                                machineId,
                                false,
                                List.of(),
                                List.of(),
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(problem))));
        return reports;
    }

    /** The volume the replicas are on. */
    public VolumeReport volume() {
        return settings.volume().report();
    }

    /** Moves what is past retention into the base images, now. */
    void fold() {
        replicas.values().forEach(replica -> replica.fold(clock.instant()));
    }

    private Replica replica(String machineId) {
        Replica replica = replicas.get(machineId);
        if (replica == null) {
            Problem why = unopened.get(machineId);
            throw (why == null ? Problems.machineUnknown(machineId) : why).toException();
        }
        return replica;
    }

    /** Makes everything taken durable and stops; drills go on at the next start. */
    @Override
    public synchronized void close() {
        timer.close();
        live.close();
        for (String machineId : List.copyOf(replicas.keySet())) {
            Replica replica = replicas.remove(machineId);
            try {
                replica.close();
            } catch (IOException e) {
                throw Problems.of(replica.spec().machine(), directory, e).toException(e);
            }
        }
    }
}
