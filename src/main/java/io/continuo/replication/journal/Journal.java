package io.continuo.replication.journal;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The durable history of one machine: one append-only sequence of encrypted frames for all its
 * disks (invariant 2), in segment files, with the recovery points in it.
 *
 * <p>One sender appends from one thread; everything else may be called from any.
 */
public final class Journal implements AutoCloseable {
    /** Segments folded in one go; bounds what a crash makes fold again. */
    private static final int FOLD_SEGMENTS = 8;

    private final Path directory;
    private final DirectoryLock directoryLock;
    private volatile FrameCheck check;
    private final SegmentStore store;
    private final SuperblockStore superblocks;
    private final History history;
    private final List<Segment> segments;
    private final SegmentFactory factory;
    private final Object senders = new Object();
    private final Object lock = new Object();
    private volatile Consumer<Position> onDurable = position -> {};
    private volatile Syncer alongside = () -> {};
    private volatile long toldUpTo;
    private JournalWriter writer;
    private Position appended;
    private IOException failure;
    private DamagedSegmentException damage;

    private Journal(
            Path directory,
            DirectoryLock directoryLock,
            FrameCheck check,
            SegmentStore store,
            SuperblockStore superblocks,
            SegmentFactory factory,
            Recovery recovery) {
        this.directory = directory;
        this.directoryLock = directoryLock;
        this.check = check;
        this.store = store;
        this.superblocks = superblocks;
        this.history = recovery.history();
        this.segments = new ArrayList<>(recovery.segments());
        this.damage = recovery.damage();
        this.appended = history.durable();
        this.factory = factory;
        store.onDamage(this::damaged);
    }

    /**
     * Opens a journal, or makes one where there is none.
     *
     * @param diskSizes bytes of each disk, by index
     * @throws io.continuo.api.error.ContinuoException the key is not this journal's, or the journal
     *     cannot be read at all
     */
    public static Journal open(
            Path directory,
            UUID streamId,
            DataKey key,
            List<Long> diskSizes,
            JournalFiles files,
            FrameCache cache)
            throws IOException {
        DurableDirectories.create(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return open(directory, streamId, key, diskSizes, files, cache, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static Journal open(
            Path directory,
            UUID streamId,
            DataKey key,
            List<Long> diskSizes,
            JournalFiles files,
            FrameCache cache,
            DirectoryLock directoryLock)
            throws IOException {
        Optional<Superblock> found = SuperblockStore.read(directory);
        SuperblockStore superblocks;
        if (found.isEmpty()) {
            refuseOrphans(directory);
            superblocks =
                    SuperblockStore.create(
                            directory, files, Superblock.fresh(streamId, key.fingerprint()));
        } else {
            checkOwner(directory, found.get(), streamId, key);
            superblocks = SuperblockStore.resume(directory, files, found.get());
        }
        SpareSegments spares = new SpareSegments(directory);
        SegmentStore store = new SegmentStore(streamId, key, files, cache, spares);
        Recovery recovery = new Recovery(directory, files, store, superblocks.current());
        recovery.run();
        FrameCheck check = new FrameCheck(streamId, diskSizes);
        SegmentFactory factory =
                new SegmentFactory(directory, streamId, key, files, store, superblocks, spares);
        return new Journal(directory, directoryLock, check, store, superblocks, factory, recovery);
    }

    private static void refuseOrphans(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            if (entries.anyMatch(path -> Segment.number(path) >= 0)) {
                throw Problem.of(
                                ErrorCode.JOURNAL_DAMAGED,
                                "The journal in " + directory + " cannot be opened.",
                                "It has segments, but neither super.a nor super.b can be read.",
                                "Restore super.a or super.b from a copy, or unprotect the machine"
                                        + " and protect it again.",
                                directory.toString())
                        .toException();
            }
        }
    }

    private static void checkOwner(Path directory, Superblock found, UUID streamId, DataKey key) {
        if (!found.streamId().equals(streamId)
                || !Arrays.equals(found.fingerprint(), key.fingerprint())) {
            throw Problem.of(
                            ErrorCode.DATA_KEY_WRONG,
                            "The journal in " + directory + " cannot be opened with this data key.",
                            "The journal was begun with another key or for another protection.",
                            "Connect this master target to the configuration server that made the"
                                    + " protection; only that server has its key.",
                            directory.toString())
                    .toException();
        }
    }

    /**
     * A sender begins: older ones are refused from now on, also after a crash.
     *
     * @param listener told each time more is durable; replaces the one before
     * @throws IOException the journal failed before and cannot go on, or is damaged
     */
    public void begin(int epoch, Consumer<Position> listener) throws IOException {
        synchronized (senders) {
            if (damage != null) {
                throw damage;
            }
            onDurable = position -> {};
            drain();
            if (failure().isPresent()) {
                restart();
            }
            synchronized (lock) {
                if (writer == null) {
                    writer = startWriter();
                }
            }
            superblocks.update(block -> block.withEpoch(epoch));
            toldUpTo = history.durable().sequence();
            onDurable = listener;
        }
    }

    /** Something kept outside the journal that changes in it stand for. */
    public interface Syncer {
        /** Makes it durable; failing fails the journal, as if it had not been able to sync. */
        void sync() throws IOException;
    }

    /** From now on nothing is called durable before {@code other} was synced, too. */
    public void alongside(Syncer other) {
        alongside = other;
    }

    /**
     * Looks at a frame before it is appended.
     *
     * @throws DamagedFrameException it would not be taken
     */
    public void check(Frame frame) throws DamagedFrameException {
        check.check(frame);
    }

    /** Replaces who is told of durability. */
    public void listen(Consumer<Position> listener) {
        onDurable = listener;
    }

    /** Disks were added or became larger: bytes of each, by index. */
    public void diskSizes(List<Long> sizes) {
        check = new FrameCheck(check.streamId(), sizes);
    }

    /** Layout of the machine's disks at a place; 0 for the first. */
    public int layoutAt(Position position) {
        return history.layoutAt(position.sequence());
    }

    /** Newest sender's epoch. */
    public int epoch() {
        return superblocks.current().epoch();
    }

    private JournalWriter startWriter() {
        appended = history.durable();
        return new JournalWriter(
                check.streamId().toString().substring(0, 8), appended, new Supply(), new Told());
    }

    /** Goes on behind what is durable for certain, in a new segment. */
    private void restart() throws IOException {
        stopWriter();
        Segment last;
        synchronized (lock) {
            last = segments.isEmpty() ? null : segments.getLast();
        }
        boolean empty = last != null && !last.isIndexed() && !factory.cut(last);
        synchronized (lock) {
            if (empty) {
                segments.remove(last);
            }
            failure = null;
        }
    }

    /**
     * Takes the next frame, which is the journal's from here; returns as soon as it is queued.
     * Frames held already are passed over.
     *
     * @throws DamagedFrameException the frame is not what it should be, or changes before it are
     *     missing
     * @throws IOException the journal failed and takes nothing more
     */
    public void append(Frame frame) throws IOException, InterruptedException {
        boolean taken = false;
        try {
            check.check(frame);
            FrameHeader header = frame.header();
            JournalWriter taking;
            synchronized (lock) {
                if (header.lastSequence() <= appended.sequence()) {
                    return;
                }
                if (header.firstSequence() > appended.sequence() + 1) {
                    throw new DamagedFrameException(
                            "changes "
                                    + (appended.sequence() + 1)
                                    + " to "
                                    + (header.firstSequence() - 1)
                                    + " are missing before this frame");
                }
                if (writer == null) {
                    throw new IOException("no sender has begun");
                }
                if (damage != null) {
                    throw damage;
                }
                taking = writer;
            }
            taking.append(frame);
            taken = true;
            synchronized (lock) {
                appended =
                        new Position(
                                header.epoch(), header.lastSequence(), header.lastTimeMicros());
            }
        } finally {
            if (!taken) {
                frame.close();
            }
        }
    }

    /** Waits until everything appended by now is durable, or never will be. */
    public void drain() throws IOException {
        synchronized (lock) {
            boolean interrupted = false;
            long upTo = appended.sequence();
            while (writer != null && failure == null && history.durable().sequence() < upTo) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public Position durable() {
        return history.durable();
    }

    /**
     * The newest durable place that is nobody's half: in a stretch some changes were left out of,
     * the place before it.
     */
    public Position settled() {
        return history.settled();
    }

    /** The same for another place. */
    public Position settled(Position place) {
        return history.settled(place);
    }

    /** The newest durable place outside an epoch; {@link Position#START} if there is none. */
    public Position consistent() {
        return history.consistent();
    }

    public boolean insideEpoch() {
        return history.insideEpoch();
    }

    /** Recovery points, oldest first. */
    public List<StoredPoint> points() {
        return history.points();
    }

    /** The newest moment that can be recovered to, if there is one. */
    public Optional<StoredPoint> latest() {
        return history.latest();
    }

    /** Takes points off the list for good; {@code sequences} are those of their positions. */
    public void prune(Collection<Long> sequences) {
        history.prune(sequences);
    }

    /** The disks as of a source time: everything up to the last change at or before it. */
    public Moment moment(Instant time) throws IOException {
        Optional<StoredPoint> latest = latest();
        if (latest.isEmpty()) {
            return new Moment.Missing(
                    Optional.empty(), Optional.empty(), "It holds nothing consistent yet.");
        }
        Instant newest = durable().time();
        if (time.isAfter(newest)) {
            return new Moment.Missing(
                    Optional.of(latest.get().view().time()),
                    Optional.empty(),
                    "The newest change it holds is of " + newest + ".");
        }
        Position at = lastChange(time).orElse(Position.START);
        Optional<History.Gap> gap = history.gapAt(at.sequence());
        if (at.sequence() == 0 || at.sequence() < history.floor()) {
            return new Moment.Missing(
                    Optional.empty(), earliest(), "Its history begins after that time.");
        }
        if (gap.isPresent()) {
            Position before = gap.get().before();
            return new Moment.Missing(
                    before.sequence() >= history.floor() && before.sequence() > 0
                            ? Optional.of(before.time())
                            : Optional.empty(),
                    Optional.ofNullable(gap.get().end()).map(Position::time),
                    gap.get().why());
        }
        if (!history.holds(at.sequence())) {
            return new Moment.Missing(
                    Optional.of(latest.get().view().time()),
                    Optional.empty(),
                    "What was changed up to then is damaged.");
        }
        return new Moment.Held(History.moment(at));
    }

    /** The oldest time that can be recovered to. */
    private Optional<Instant> earliest() {
        Position folded = folded();
        Optional<Position> at =
                folded.sequence() >= history.floor() && folded.sequence() > 0
                        ? Optional.of(folded)
                        : points().stream().findFirst().or(this::latest).map(StoredPoint::position);
        return at.flatMap(place ->
                history.gapAt(place.sequence())
                        .map(gap -> Optional.ofNullable(gap.end()))
                        .orElse(Optional.of(place))
                        .map(Position::time));
    }

    private Optional<Position> lastChange(Instant time) throws IOException {
        List<Segment> used;
        Position folded;
        synchronized (lock) {
            used = List.copyOf(segments);
            used.forEach(Segment::use);
            folded = folded();
        }
        try {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
            return new MomentFinder(store, used, folded).last(micros);
        } finally {
            store.release(used);
        }
    }

    /** Everything up to here is in the base images. */
    public Position folded() {
        return superblocks.current().folded();
    }

    /** What stopped the journal from taking more, if anything did. */
    public Optional<IOException> failure() {
        synchronized (lock) {
            return Optional.ofNullable(failure);
        }
    }

    /** What of it is damaged, if anything is. */
    public Optional<DamagedSegmentException> damage() {
        synchronized (lock) {
            return Optional.ofNullable(damage);
        }
    }

    /** Bytes of its segments that hold changes. */
    public long bytes() {
        synchronized (lock) {
            return segments.stream().mapToLong(Segment::durableEnd).sum();
        }
    }

    /** The changes after what is folded, up to {@code to}. */
    public Slice slice(long to) {
        synchronized (lock) {
            long from = folded().sequence();
            List<Segment> covered = new ArrayList<>();
            for (Segment segment : segments) {
                if (segment.last().sequence() > from && segment.firstSequence() <= to) {
                    segment.use();
                    covered.add(segment);
                }
            }
            return new Slice(covered, from, to, store);
        }
    }

    /** From now on, also after a crash, there are no points before {@code sequence}. */
    public void beginFold(long sequence) throws IOException {
        superblocks.update(block -> block.withFoldTarget(sequence));
        history.forgetBefore(sequence);
    }

    /** How far the next step of a fold to {@code target} goes. */
    public Position foldStep(Position target) {
        synchronized (lock) {
            int steps = 0;
            for (Segment segment : segments) {
                Position end = segment.last();
                if (end.sequence() > target.sequence()) {
                    return target;
                }
                if (end.sequence() > folded().sequence() && ++steps == FOLD_SEGMENTS) {
                    return end;
                }
            }
            return target;
        }
    }

    /** Everything up to {@code position} is durably in the base images. */
    public void folded(Position position) throws IOException {
        synchronized (lock) {
            List<Segment> gone = new ArrayList<>();
            boolean inside = insideEpochAt(position);
            Iterator<Segment> oldest = segments.iterator();
            while (oldest.hasNext()) {
                Segment segment = oldest.next();
                if (!segment.isIndexed() || segment.last().sequence() >= position.sequence()) {
                    break;
                }
                gone.add(segment);
            }
            long lowest = gone.isEmpty() ? 0 : gone.getLast().number() + 1;
            int layout = layoutAt(position);
            superblocks.update(block -> block.withFolded(position, inside, layout, lowest));
            segments.removeAll(gone);
            gone.forEach(store::drop);
        }
    }

    private boolean insideEpochAt(Position position) {
        Superblock block = superblocks.current();
        boolean inside = block.foldedInsideEpoch();
        for (Segment segment : segments) {
            for (Landmark landmark : segment.landmarks()) {
                long sequence = landmark.at().sequence();
                if (sequence > block.folded().sequence() && sequence <= position.sequence()) {
                    inside =
                            switch (landmark.type()) {
                                case EPOCH_BEGIN -> true;
                                case EPOCH_END -> false;
                                case WRITE, ZERO, TRIM, FLUSH, TICK, MARK, SUPERSEDED -> inside;
                            };
                }
            }
        }
        return inside;
    }

    /** Where its files are. */
    public Path directory() {
        return directory;
    }

    /** A record that was durable once can no longer be read. */
    private void damaged(Segment segment, long sequence, DamagedSegmentException e) {
        segment.lose(sequence);
        synchronized (lock) {
            if (damage == null) {
                damage = e;
            }
        }
        history.loseFrom(sequence);
    }

    private void stopWriter() {
        JournalWriter ending;
        synchronized (lock) {
            ending = writer;
            writer = null;
        }
        if (ending != null) {
            ending.close();
        }
    }

    /** Makes everything appended durable, then ends. */
    @Override
    public void close() {
        stopWriter();
        directoryLock.close();
    }

    private final class Supply implements JournalWriter.SegmentSupply {
        @Override
        public JournalWriter.ActiveSegment next(Position before) throws IOException {
            JournalWriter.ActiveSegment active = factory.create(before, history.durable());
            synchronized (lock) {
                segments.add(active.segment());
            }
            return active;
        }

        @Override
        public void finished(JournalWriter.ActiveSegment active) throws IOException {
            factory.finish(active);
        }
    }

    private final class Told implements JournalWriter.Sink {
        @Override
        public void sync() throws IOException {
            alongside.sync();
        }

        @Override
        public void durable(List<Batch> batches) {
            for (Batch batch : batches) {
                history.advance(batch.landmarks(), batch.end());
            }
            Position place = settled();
            if (place.sequence() > toldUpTo) {
                toldUpTo = place.sequence();
                onDurable.accept(place);
            }
            synchronized (lock) {
                lock.notifyAll();
            }
        }

        @Override
        public void failed(Throwable reason) {
            synchronized (lock) {
                failure = reason instanceof IOException io ? io : new IOException(reason);
                lock.notifyAll();
            }
        }
    }
}
