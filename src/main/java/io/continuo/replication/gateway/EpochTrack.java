package io.continuo.replication.gateway;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.RecordType;

import java.util.TreeMap;

/**
 * Whether an initial replication or resync is under way at a place of a stream, as the frames that
 * passed said. Guarded by its user.
 */
final class EpochTrack {
    /** Where in an entry of the record table its type is. */
    private static final int TYPE_AT = 2;

    private final TreeMap<Long, Boolean> turns = new TreeMap<>();
    private boolean before;

    /** Begins at a place where it is so. */
    void begin(boolean inside) {
        turns.clear();
        before = inside;
    }

    /** A frame passes; whether it is so behind it. */
    boolean pass(Frame frame) {
        int records = frame.header().recordCount();
        for (int i = 0; i < records; i++) {
            int type = frame.body()[i * ChangeRecord.BYTES + TYPE_AT];
            if (type == RecordType.EPOCH_BEGIN.code() || type == RecordType.EPOCH_END.code()) {
                turns.put(
                        frame.header().firstSequence() + i, type == RecordType.EPOCH_BEGIN.code());
            }
        }
        return at(frame.header().lastSequence());
    }

    /** Whether it is so behind a change. */
    boolean at(long sequence) {
        var last = turns.floorEntry(sequence);
        return last == null ? before : last.getValue();
    }

    /** Nobody will ask about places before this one. */
    void forget(long sequence) {
        var last = turns.floorEntry(sequence);
        if (last != null) {
            before = last.getValue();
            turns.headMap(sequence, true).clear();
        }
    }
}
