package io.continuo.replication.target;

import io.continuo.replication.journal.DamagedSegmentException;
import io.continuo.replication.journal.DecodedFrame;
import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.Journal;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes what initial replication copies straight into the base images: while there is no moment to
 * recover to, nobody needs its history, and writing it to the journal first would write all of it
 * twice (ADR 25). The journal keeps the place of such a change in the stream, without its data.
 *
 * <p>The journal lies over the base. A leaf of which it holds a change is therefore no longer
 * written straight: what is copied later than that change would be hidden by it.
 */
final class StraightCopies {
    private final Journal journal;
    private final BaseImages base;
    private final List<BitSet> journaled = new ArrayList<>();
    private boolean open;

    /** Held while a range is noted or taken to be synced. */
    private final Object notes = new Object();

    private List<Range> unsynced = new ArrayList<>();

    /** Whether a process before may have left something that is not durable. */
    private boolean leftBehind;

    private record Range(int disk, long offset, int length) {}

    /** Goes on where the journal is; it is told to sync the images before it calls more durable. */
    StraightCopies(Journal journal, BaseImages base) throws IOException {
        this.journal = journal;
        this.base = base;
        if (nothingToRecover()) {
            leftBehind = true;
            noteJournaled();
        }
        journal.alongside(this::sync);
    }

    private boolean nothingToRecover() {
        return journal.consistent().sequence() == 0 && journal.points().isEmpty();
    }

    private void noteJournaled() throws IOException {
        try (Slice slice = journal.slice(journal.durable().sequence())) {
            for (int disk = 0; disk < base.count(); disk++) {
                ExtentMap map = slice.map(disk);
                for (int piece = 0; piece < map.count(); piece++) {
                    note(disk, map.start(piece), map.end(piece));
                }
            }
        } catch (DamagedSegmentException e) {
            // A damaged journal lets no sender begin, so nothing will be asked.
        }
    }

    private void note(int disk, long start, long end) {
        journaled(disk).set(leaf(start), leaf(end - 1) + 1);
    }

    /** Disks may be added while a replica is open. */
    private BitSet journaled(int disk) {
        while (journaled.size() <= disk) {
            journaled.add(new BitSet());
        }
        return journaled.get(disk);
    }

    private static int leaf(long offset) {
        return Math.toIntExact(offset / Leaves.BYTES);
    }

    /** A sender begins, and everything before is durable, or never will be. */
    void begin() throws IOException {
        open = nothingToRecover();
        List<Range> uncertain;
        synchronized (notes) {
            uncertain = List.copyOf(unsynced);
        }
        for (Range range : uncertain) {
            rewrite(range);
        }
    }

    /**
     * After a sync that failed the system may believe what it lost to be on disk. Written again,
     * what this end shows is what the next sync makes durable.
     */
    private void rewrite(Range range) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(range.length());
        base.image(range.disk()).read(range.offset(), bytes);
        base.image(range.disk()).write(range.offset(), bytes.flip());
    }

    /**
     * Takes what can go straight out of a frame, which is changed for it.
     *
     * @return the frame for the journal, which owns the same array
     * @throws IOException the image cannot be written; the frame is the caller's still
     */
    Frame take(Frame frame) throws IOException {
        if (!open) {
            return frame;
        }
        journal.check(frame);
        List<Integer> straight = new ArrayList<>();
        boolean payloadStays = false;
        for (int i = 0; i < frame.header().recordCount(); i++) {
            ChangeRecord change = frame.record(i);
            if (goesStraight(change, frame.header().firstSequence() + i)) {
                straight.add(i);
            } else {
                payloadStays |= change.payloadLength() > 0;
                stays(change);
            }
        }
        if (straight.isEmpty()) {
            return frame;
        }
        DecodedFrame payload = DecodedFrame.of(frame.header(), frame.body(), frame.payloadStart());
        for (int i : straight) {
            ChangeRecord change = frame.record(i);
            write(change, payload);
            placeholder(change).encode(frame.body(), i * ChangeRecord.BYTES);
        }
        if (!payloadStays) {
            pointNowhere(frame);
        }
        FrameHeader header = header(frame, payloadStays);
        return new Frame(header, frame.body(), frame::close);
    }

    private boolean goesStraight(ChangeRecord change, long sequence) {
        if (!open
                || change.type() != RecordType.WRITE
                || (change.flags() & ChangeRecord.COPIED) == 0
                || change.length() == 0
                || sequence <= journal.durable().sequence()) {
            return false;
        }
        int first = leaf(change.offset());
        int over = journaled(change.disk()).nextSetBit(first);
        return over < 0 || over > leaf(change.offset() + change.length() - 1);
    }

    private void stays(ChangeRecord change) {
        switch (change.type()) {
            case WRITE, ZERO, TRIM -> {
                if (change.length() > 0) {
                    note(change.disk(), change.offset(), change.offset() + change.length());
                }
            }
            case EPOCH_END -> open = false;
            case FLUSH, TICK, MARK, EPOCH_BEGIN, SUPERSEDED -> {}
        }
    }

    private void write(ChangeRecord change, DecodedFrame payload) throws IOException {
        synchronized (notes) {
            unsynced.add(new Range(change.disk(), change.offset(), change.length()));
        }
        int start = payload.start() + change.payloadOffset();
        ByteBuffer bytes = ByteBuffer.wrap(payload.bytes(), start, change.length());
        base.image(change.disk()).write(change.offset(), bytes);
    }

    /** Takes the change's place in the stream, so that its number and time pass. */
    private static ChangeRecord placeholder(ChangeRecord change) {
        return new ChangeRecord(change.disk(), RecordType.TICK, 0, 0, 0, change.timeMicros(), 0, 0);
    }

    /** Changes without data say where in the payload they would have it, which is gone now. */
    private static void pointNowhere(Frame frame) throws DamagedFrameException {
        for (int i = 0; i < frame.header().recordCount(); i++) {
            ChangeRecord change = frame.record(i);
            new ChangeRecord(
                            change.disk(),
                            change.type(),
                            change.flags(),
                            change.length(),
                            change.offset(),
                            change.timeMicros(),
                            0,
                            0)
                    .encode(frame.body(), i * ChangeRecord.BYTES);
        }
    }

    private static FrameHeader header(Frame frame, boolean payloadStays) {
        FrameHeader was = frame.header();
        int length = payloadStays ? was.bodyLength() : frame.payloadStart();
        return new FrameHeader(
                was.type(),
                payloadStays ? was.codec() : PayloadCodec.RAW,
                was.streamId(),
                was.epoch(),
                was.recordCount(),
                was.firstSequence(),
                was.lastSequence(),
                was.firstTimeMicros(),
                was.lastTimeMicros(),
                payloadStays ? was.plainLength() : 0,
                length,
                crc(frame.body(), length),
                payloadStays ? was.plainCrc() : 0,
                was.token());
    }

    private static int crc(byte[] body, int length) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, length);
        return (int) crc.getValue();
    }

    private void sync() throws IOException {
        List<Range> synced;
        synchronized (notes) {
            if (unsynced.isEmpty() && !leftBehind) {
                return;
            }
            synced = List.copyOf(unsynced);
        }
        base.force();
        synchronized (notes) {
            unsynced = new ArrayList<>(unsynced.subList(synced.size(), unsynced.size()));
            leftBehind = false;
        }
    }
}
