package io.continuo.replication.mobility;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** Lets regions of a machine's disks rest, and remembers what the target holds. */
final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final String machine;
    private final ChangeLog log;
    private final ProtectedDisks disks;
    private final StreamMemory memory;
    private long quiet;

    Settler(String machine, ChangeLog log, ProtectedDisks disks, StreamMemory memory) {
        this.machine = machine;
        this.log = log;
        this.disks = disks;
        this.memory = memory;
    }

    /** Lets every region rest that may and has been quiet since the last call. */
    void settle() {
        settle(quiet);
    }

    /** The same, hot or not. */
    void settleNow() {
        settle(log.ring().head());
    }

    private void settle(long quietUpTo) {
        long head = log.ring().head();
        try {
            long durable = log.tail().durableSequence();
            if (durable > 0) {
                memory.durable(durable, consistentMicros());
            }
            for (DiskState state : disks.states()) {
                state.settle(log.tail().durableHeld(), quietUpTo, head);
            }
        } catch (IOException e) {
            LOG.warn("{}: regions stay active: {}", machine, e.getMessage());
        }
        quiet = head;
    }

    /** Source time recoverable to, as far as known; 0 if none. */
    long consistentMicros() {
        return Math.max(log.tail().consistentMicros(), memory.consistentMicros());
    }

    /** The target holds everything, and nobody writes any more. */
    void stopCleanly() {
        settleNow();
        try {
            memory.stopped(disks.modified());
        } catch (IOException e) {
            LOG.warn("{}: the stop could not be noted: {}", machine, e.getMessage());
        }
    }
}
