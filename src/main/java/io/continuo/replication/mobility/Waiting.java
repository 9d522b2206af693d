package io.continuo.replication.mobility;

import io.continuo.replication.stream.RecordType;

import java.time.Instant;

/**
 * What waits in a change log, as a glance at a moving thing shows it.
 *
 * @param unsentSeconds age of the oldest change not sent
 * @param sentSeconds age of the oldest change sent and not durable
 * @param diskBytes both together, by disk
 */
record Waiting(
        double unsentSeconds,
        long unsentBytes,
        double sentSeconds,
        long sentBytes,
        long[] diskBytes) {

    static Waiting of(ChangeLog log, int disks) {
        ChangeRing ring = log.ring();
        long tail = ring.tail();
        long head = ring.head();
        long next = log.line().up() ? Math.max(tail + 1, log.tail().next()) : tail + 1;
        long[] diskBytes = new long[disks];
        long unsent = log.spill().map(ChangeSpill::bytes).orElse(0L);
        long sent = 0;
        long spilledMicros = log.spill().map(ChangeSpill::oldestMicros).orElse(0L);
        for (long at = tail + 1; at <= head; at++) {
            Slot slot = ring.slot(at);
            if (slot.type != RecordType.WRITE) {
                continue;
            }
            diskBytes[slot.disk] += slot.length;
            if (at < next) {
                sent += slot.length;
            } else {
                unsent += slot.length;
            }
        }
        double inMemory = next <= head ? age(log, ring.slot(next).timeMicros) : 0;
        return new Waiting(
                spilledMicros > 0 ? Math.max(inMemory, age(log, spilledMicros)) : inMemory,
                unsent,
                tail + 1 < next && tail < head ? age(log, ring.slot(tail + 1).timeMicros) : 0,
                sent,
                diskBytes);
    }

    /** Seconds from a source time to now; none where that is to come. */
    static double age(ChangeLog log, long timeMicros) {
        Instant now = log.writer().clock().instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        return Math.max(0, (micros - timeMicros) / 1e6);
    }
}
