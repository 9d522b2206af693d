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

    /** The target's word at the start of an epoch of the sender. */
    void welcome(Welcome welcome, long tail) {
        if (welcome.insideEpoch()) {
            begin = Math.min(begin, tail);
            end = NONE;
        } else if (begin <= tail) {
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
