package io.continuo.replication.mobility;

import io.continuo.replication.stream.Welcome;

/**
 * Where in the ring the replica is not consistent: at most one stretch, for a second one begins
 * only after the log forgot and the target said where it is. Guarded by its user.
 */
final class EpochSpan {
    private static final long NONE = Long.MAX_VALUE;

    private long begin = NONE;
    private long end = NONE;
    private long consistentMicros;

    /**
     * What is said at the start of an epoch of the sender.
     *
     * @param durable sequence the target holds
     * @param kept sequence that is safe on the way to it; what is between the two is not known to
     *     be consistent
     */
    void welcome(Welcome welcome, long durable, long kept) {
        if (welcome.insideEpoch()) {
            begin = Math.min(begin, durable);
            end = NONE;
        } else if (durable < kept) {
            begin = durable;
            end = kept;
        } else if (begin <= kept) {
            begin = NONE;
            end = NONE;
        }
        consistentMicros = Math.max(consistentMicros, welcome.consistent().timeMicros());
    }

    void begin(long sequence) {
        begin = Math.min(begin, sequence);
        end = NONE;
    }

    void end(long sequence) {
        end = sequence;
    }

    /** Whether an epoch was begun and its end not logged yet. */
    boolean open() {
        return begin != NONE && end == NONE;
    }

    void durable(long sequence, long timeMicros) {
        if (sequence < begin) {
            consistentMicros = Math.max(consistentMicros, timeMicros);
        } else if (sequence >= end) {
            begin = NONE;
            end = NONE;
            consistentMicros = Math.max(consistentMicros, timeMicros);
        }
    }

    long consistentMicros() {
        return consistentMicros;
    }
}
