package io.continuo.replication.mobility;

import io.continuo.replication.stream.RecordType;

import java.nio.charset.StandardCharsets;

/**
 * Says in a change log where the replica stops and starts being consistent. Called by whoever holds
 * the producers' lock.
 */
final class LogEpochs {
    private final ChangeRing ring;
    private final LogWriter writer;
    private final LogTail tail;
    private final LogState state;

    LogEpochs(ChangeRing ring, LogWriter writer, LogTail tail, LogState state) {
        this.ring = ring;
        this.writer = writer;
        this.tail = tail;
        this.state = state;
    }

    /**
     * From here on the replica is not consistent, if that is not so already.
     *
     * @return false if there is no room to say so
     */
    boolean begin(Reason why) {
        if (!state.flowing() || tail.insideEpoch()) {
            if (state.routine() && !why.routine()) {
                state.reason(why);
            }
            return true;
        }
        if (ring.full()) {
            return false;
        }
        put(why);
        return true;
    }

    /** The same, where there is room for certain and no epoch. */
    void put(Reason why) {
        state.reason(why);
        writer.put(RecordType.EPOCH_BEGIN, why.text().getBytes(StandardCharsets.UTF_8));
        tail.beginEpoch(writer.publish());
    }

    /**
     * From here on it is, unless something has been forgotten since {@code generation}.
     *
     * @return whether it was said; there is room for a mark behind it then
     */
    boolean end(int generation) {
        if (!state.flowing()
                || generation != state.generation()
                || ring.room() < 2
                || !state.nothingForgotten()) {
            return false;
        }
        writer.put(RecordType.EPOCH_END, 0, 0, 0, 0);
        tail.endEpoch(writer.publish());
        state.wellAgain();
        return true;
    }
}
