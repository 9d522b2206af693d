package io.continuo.replication.gateway;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.RecordType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of the changes on a process server's disk need not travel to the target (ADR 18). Stretches
 * end at marks and at both ends of an epoch, so that every recovery point is what it was; and where
 * the target's part begins, so that what stands for a change is on disk before that is left out.
 *
 * <p>Knows what was written since the process began; what one before has left travels whole.
 */
final class Spans {
    private final TreeMap<Long, Span> closed = new TreeMap<>();
    private final List<Table> appended = new ArrayList<>();
    private OpenSpan open;
    private int block = OpenSpan.BLOCK;
    private int epoch;

    /** A frame's record table, which is encrypted where it was a moment later. */
    private record Table(FrameHeader header, byte[] records) {}

    /** A frame is about to be written, and durable after {@link #durable}. */
    synchronized void append(Frame frame) {
        int length = frame.header().recordCount() * ChangeRecord.BYTES;
        appended.add(new Table(frame.header(), Arrays.copyOf(frame.body(), length)));
    }

    /** All that was appended is durable. */
    synchronized void durable() {
        for (Table table : appended) {
            try {
                add(table);
            } catch (DamagedFrameException e) {
                // It travels as it is, and the target says so.
                cut();
            }
        }
        appended.clear();
    }

    /** What was appended and is not durable never will be. */
    synchronized void abandon() {
        appended.clear();
        cut();
    }

    private void add(Table table) throws DamagedFrameException {
        FrameHeader header = table.header();
        if (header.epoch() != epoch) {
            cut();
            epoch = header.epoch();
        }
        for (int i = 0; i < header.recordCount(); i++) {
            long sequence = header.firstSequence() + i;
            if (open != null && sequence < open.next()) {
                continue;
            }
            ChangeRecord change = ChangeRecord.decode(table.records(), i * ChangeRecord.BYTES);
            if (open != null && (sequence > open.next() || ends(change.type()) || open.isFull())) {
                cut();
            }
            if (open == null) {
                open = new OpenSpan(sequence, block);
            }
            open.add(change);
        }
    }

    private static boolean ends(RecordType type) {
        return switch (type) {
            case MARK, EPOCH_BEGIN, EPOCH_END -> true;
            case WRITE, ZERO, TRIM, FLUSH, TICK, SUPERSEDED -> false;
        };
    }

    private void cut() {
        if (open != null) {
            block = open.nextBlock();
            open.close().ifPresent(span -> closed.put(span.first(), span));
            open = null;
        }
    }

    /**
     * A frame is about to travel: for each of its changes the sequence that makes up for it, or 0
     * where it must travel. No array where all must.
     */
    synchronized long[] leftOut(FrameHeader header) {
        if (open != null && header.lastSequence() >= open.first()) {
            cut();
        }
        Map.Entry<Long, Span> next = closed.floorEntry(header.lastSequence());
        long[] result = new long[0];
        while (next != null && next.getValue().last() >= header.firstSequence()) {
            Span span = next.getValue();
            for (int i = 0; i < header.recordCount(); i++) {
                if (span.leavesOut(header.firstSequence() + i)) {
                    result = result.length == 0 ? new long[header.recordCount()] : result;
                    result[i] = span.wholeAt();
                }
            }
            next = closed.lowerEntry(next.getKey());
        }
        return result;
    }

    /** The target holds everything up to there. */
    synchronized void release(long upTo) {
        while (!closed.isEmpty() && closed.firstEntry().getValue().last() <= upTo) {
            closed.pollFirstEntry();
        }
        if (open != null && open.next() <= upTo + 1) {
            open = null;
        }
    }

    /** Nothing of it is on disk any more. */
    synchronized void clear() {
        closed.clear();
        appended.clear();
        open = null;
    }
}
