package io.continuo.replication.target;

import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointChoice;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.DamagedSegmentException;
import io.continuo.replication.journal.DataKey;
import io.continuo.replication.journal.Journal;
import io.continuo.replication.journal.Moment;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.journal.StoredPoint;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.ReplicaIntake;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** Everything a master target holds of one machine: journal, base images, and the drill if any. */
final class Replica implements AutoCloseable {
    private volatile ReplicaSpec spec;
    private volatile Layouts layouts;
    private final TargetSettings settings;
    private final Path drillDirectory;
    private final Journal journal;
    private final BaseImages base;
    private final Folder folder;
    private final StraightCopies straight;
    private final Pins pins = new Pins();

    /** Held while points are chosen, pinned or given up, so that none goes between two steps. */
    private final Object points = new Object();

    /** Held while a drill is opened or closed. */
    private final Object drills = new Object();

    /** Read by whoever hashes, written by who closes, for good. */
    private final ReentrantReadWriteLock looking = new ReentrantReadWriteLock();

    /** Held while senders change. */
    private final Object senders = new Object();

    /** Ids of points that were taken off the list and may be known elsewhere. */
    private final Set<String> pruned = new LinkedHashSet<>();

    private volatile Duration retention;
    private volatile Optional<Problem> foldProblem = Optional.empty();
    private volatile Optional<Problem> drillProblem = Optional.empty();
    private volatile Optional<Drill> drill = Optional.empty();
    private Intake intake;

    private Replica(
            ReplicaSpec spec,
            Layouts layouts,
            TargetSettings settings,
            Path drillDirectory,
            Journal journal,
            BaseImages base)
            throws IOException {
        this.spec = spec;
        this.layouts = layouts;
        this.settings = settings;
        this.drillDirectory = drillDirectory;
        this.journal = journal;
        this.base = base;
        this.folder = new Folder(journal, base);
        this.straight = new StraightCopies(journal, base);
        this.retention = Duration.ofSeconds(spec.retentionSeconds());
    }

    static Replica open(ReplicaHome.Home home, ReplicaSpec spec, TargetSettings settings)
            throws IOException {
        Path directory = home.directory();
        List<Long> sizes = home.layouts().sizes();
        UUID streamId = UUID.fromString(spec.streamId());
        Journal journal =
                Journal.open(
                        directory.resolve("journal"),
                        streamId,
                        new DataKey(spec.dataKey(), streamId),
                        sizes,
                        settings.files(),
                        settings.cache());
        BaseImages base = BaseImages.open(directory.resolve("base"), sizes, settings.holes());
        Replica replica =
                new Replica(
                        spec, home.layouts(), settings, directory.resolve("drill"), journal, base);
        replica.resumeDrill();
        return replica;
    }

    private void resumeDrill() throws IOException {
        Optional<DrillRecord> kept = Drill.kept(drillDirectory);
        if (kept.isEmpty()) {
            Drill.delete(drillDirectory);
            return;
        }
        DrillRecord record = kept.get();
        Position position = new Position(record.epoch(), record.sequence(), record.timeMicros());
        try {
            drill = Optional.of(openDrill(record, image(position)));
        } catch (DamagedSegmentException e) {
            // The replica lives on; ending the drill clears this.
            drillProblem = Optional.of(Problems.of(spec.machine(), journal.directory(), e));
        }
    }

    private Drill openDrill(DrillRecord record, PointImage image) throws IOException {
        return Drill.open(
                drillDirectory, spec, record, image, settings.exports(), settings.holes());
    }

    ReplicaSpec spec() {
        return spec;
    }

    /** Whether points are, or were, of this layout or a later one. */
    boolean told(int layout) {
        return journal.layoutAt(journal.durable()) >= layout;
    }

    /** Whether its disks are as wanted, or were so before. */
    boolean holds(ReplicaSpec wanted) {
        return layouts.holds(wanted);
    }

    /**
     * Has room for other disks from now on. What points hold changes when the stream says so.
     *
     * @param known what its directory says now
     */
    void change(ReplicaSpec wanted, Layouts known) throws IOException {
        base.grow(known.sizes());
        journal.diskSizes(known.sizes());
        layouts = known;
        spec = wanted;
    }

    void retention(Duration history) {
        retention = history;
    }

    Journal journal() {
        return journal;
    }

    ReplicaIntake open(int epoch, Consumer<Position> onDurable) throws IOException {
        synchronized (senders) {
            if (settings.volume().full()) {
                throw noRoom().toException();
            }
            if (epoch < journal.epoch()) {
                throw Problems.staleEpoch(spec.machine(), epoch, journal.epoch()).toException();
            }
            if (intake != null) {
                intake.end();
            }
            begin(epoch, onDurable);
            Welcome welcome =
                    new Welcome(
                            journal.durable(),
                            journal.consistent(),
                            journal.insideEpoch(),
                            journal.durable(),
                            true,
                            true);
            intake = new Intake(journal, this, epoch, welcome, settings.volume(), straight);
            return intake;
        }
    }

    private void begin(int epoch, Consumer<Position> onDurable) throws IOException {
        try {
            journal.begin(epoch, onDurable);
            straight.begin();
        } catch (DamagedSegmentException e) {
            throw Problems.of(spec.machine(), journal.directory(), e).toException(e);
        }
    }

    void closed(Intake closing) {
        synchronized (senders) {
            if (intake == closing) {
                journal.listen(position -> {});
                intake = null;
            }
        }
    }

    /** Looks at a part of a disk as it is durably now; nothing is closed meanwhile. */
    byte[] hashes(HashAsk ask) throws IOException {
        if (!looking.readLock().tryLock()) {
            throw new IOException("the replica is being closed");
        }
        Position newest;
        synchronized (points) {
            newest = journal.durable();
            pins.add(newest);
        }
        try (Slice slice = journal.slice(newest.sequence())) {
            LeafHasher hasher = new LeafHasher(ask.hasher());
            List<Long> leaves = ask.leaves();
            long from = leaves.isEmpty() ? ask.offset() : leaves.getFirst();
            long to = leaves.isEmpty() ? from + ask.length() : leaves.getLast() + Leaves.BYTES;
            PointDisk state =
                    new PointDisk(base.image(ask.disk()), slice, slice.map(ask.disk(), from, to));
            return leaves.isEmpty()
                    ? hasher.hash(state, from, ask.length())
                    : hasher.pieces(state, leaves);
        } finally {
            pins.remove(newest);
            looking.readLock().unlock();
        }
    }

    /** The point a choice names, pinned. */
    private StoredPoint pin(String choice) throws IOException {
        synchronized (points) {
            StoredPoint point = find(PointChoice.parse(choice, ZoneOffset.UTC));
            pins.add(point.position());
            return point;
        }
    }

    private StoredPoint find(PointChoice choice) throws IOException {
        return switch (choice) {
            case PointChoice.Latest() ->
                    journal.latest()
                            .orElseThrow(() -> Problems.noPointYet(spec.machine()).toException());
            case PointChoice.Newest newest ->
                    journal.points().reversed().stream()
                            .filter(point -> newest.fits(point.view()))
                            .findFirst()
                            .orElseThrow(() ->
                                    Problems.noSuchKind(spec.machine(), newest).toException());
            case PointChoice.At(Instant time) ->
                    switch (journal.moment(time)) {
                        case Moment.Held(StoredPoint point) -> point;
                        case Moment.Missing missing ->
                                throw Problems.momentMissing(spec.machine(), time, missing)
                                        .toException();
                    };
            case PointChoice.Id(String id) ->
                    journal.points().stream()
                            .filter(point -> point.view().id().equals(id))
                            .findFirst()
                            .orElseThrow(
                                    () -> Problems.pointUnknown(spec.machine(), id).toException());
        };
    }

    /** The machine's disks at a position that is pinned; unpinned when closed. */
    private PointImage pinned(Position position) throws IOException {
        return PointImage.open(
                base,
                layouts.disks(journal.layoutAt(position)),
                journal.slice(position.sequence()),
                () -> pins.remove(position));
    }

    /** The machine's disks at a position; to be closed by the caller. */
    PointImage image(Position position) throws IOException {
        pins.add(position);
        return pinned(position);
    }

    Outcome.ViewOpened openView(String id, Instant now) throws IOException {
        synchronized (drills) {
            if (drill.isPresent()) {
                DrillRecord open = drill.get().record();
                if (open.asked().equals(id) || open.point().id().equals(id)) {
                    return drill.get().opened();
                }
                throw Problems.drillRunning(spec.machine(), open.point()).toException();
            }
            StoredPoint point = pin(id);
            Position at = point.position();
            DrillRecord record =
                    new DrillRecord(
                            point.view(), id, at.epoch(), at.sequence(), at.timeMicros(), now);
            Drill.delete(drillDirectory);
            Drill opened = openDrill(record, pinned(at));
            drill = Optional.of(opened);
            return opened.opened();
        }
    }

    void closeView() throws IOException {
        synchronized (drills) {
            if (drill.isPresent()) {
                drill.get().drop();
                drill = Optional.empty();
            }
            Drill.delete(drillDirectory);
            drillProblem = Optional.empty();
        }
    }

    Optional<Outcome.ViewOpened> view() {
        return drill.map(Drill::opened);
    }

    List<PointView> points() {
        return journal.points().stream().map(StoredPoint::view).toList();
    }

    /** A point's image and what it is of; to be closed by the caller. */
    OpenPoint openPoint(String id) throws IOException {
        StoredPoint point = pin(id);
        return new OpenPoint(point.view(), point.position(), pinned(point.position()));
    }

    record OpenPoint(PointView view, Position position, PointImage image) implements AutoCloseable {
        @Override
        public void close() {
            image.close();
        }
    }

    /** Moves what is past retention into the base images, as far as nobody looks at it. */
    void fold(Instant now) {
        try {
            Position target;
            synchronized (points) {
                prune(now);
                target = foldTarget();
                if (target.sequence() <= journal.folded().sequence()) {
                    return;
                }
                journal.beginFold(target.sequence());
            }
            while (folder.step(target)) {
                // One step makes room before the next needs it.
            }
            foldProblem = Optional.empty();
        } catch (IOException e) {
            foldProblem = Optional.of(Problems.of(spec.machine(), journal.directory(), e));
        }
    }

    /**
     * Thins the list of points; what is between those that stay can still be recovered to. Age
     * counts back from the newest change held here: a machine that is gone, or a clock of this
     * computer that runs ahead, makes no history older (ADR 22).
     */
    void prune(Instant clock) {
        Instant newest = journal.durable().time();
        Instant now = newest.isBefore(clock) ? newest : clock;
        synchronized (points) {
            List<StoredPoint> all = journal.points();
            Set<StoredPoint> kept =
                    PruningTable.survivors(
                            all,
                            StoredPoint::view,
                            retention,
                            now,
                            point -> pins.contains(point.position()),
                            settings.volume().roomy() ? PruningTable.APP_KEPT : retention);
            List<StoredPoint> gone = all.stream().filter(point -> !kept.contains(point)).toList();
            journal.prune(gone.stream().map(point -> point.position().sequence()).toList());
            gone.forEach(point -> pruned.add(point.view().id()));
        }
    }

    /** Points taken off the list since the last call, told or not. */
    List<String> takePruned() {
        synchronized (points) {
            List<String> taken = List.copyOf(pruned);
            pruned.clear();
            return taken;
        }
    }

    private Position foldTarget() {
        List<StoredPoint> all = journal.points();
        Position target;
        if (all.isEmpty()) {
            Position consistent = journal.consistent();
            target = consistent.sequence() > 0 ? consistent : journal.durable();
        } else {
            // Pruning left what is within retention, and the few that outlive it.
            target = all.getFirst().position();
        }
        Position lowest = pins.lowest().orElse(target);
        return journal.settled(lowest.sequence() < target.sequence() ? lowest : target);
    }

    private Problem noRoom() {
        return Problems.noRoom(spec.machine(), journal.directory(), settings.volume().report());
    }

    /** What keeps this replica from working, if anything. */
    Optional<Problem> problem() {
        return journal.damage()
                .map(e -> Problems.of(spec.machine(), journal.directory(), e))
                .or(() ->
                        journal.failure()
                                .map(e -> Problems.of(spec.machine(), journal.directory(), e)))
                .or(() -> foldProblem)
                .or(() -> drillProblem)
                .or(() -> settings.volume().full() ? Optional.of(noRoom()) : Optional.empty());
    }

    @Override
    public void close() throws IOException {
        synchronized (senders) {
            if (intake != null) {
                intake.end();
            }
        }
        synchronized (drills) {
            if (drill.isPresent()) {
                drill.get().suspend();
                drill = Optional.empty();
            }
        }
        looking.writeLock().lock();
        journal.close();
        base.close();
    }
}
