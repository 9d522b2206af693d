package io.continuo.replication.mobility;

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
        long unsent = 0;
        long sent = 0;
        for (long at = tail + 1; at <= head; at++) {
            Slot slot = ring.slot(at);
            if (slot.type != io.continuo.replication.stream.RecordType.WRITE) {
                continue;
            }
            diskBytes[slot.disk] += slot.length;
            if (at < next) {
                sent += slot.length;
            } else {
                unsent += slot.length;
            }
        }
        return new Waiting(
                next <= head ? age(log, ring.slot(next)) : 0,
                unsent,
                tail + 1 < next && tail < head ? age(log, ring.slot(tail + 1)) : 0,
                sent,
                diskBytes);
    }

    private static double age(ChangeLog log, Slot slot) {
        Instant now = log.writer().clock().instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        return Math.max(0, (micros - slot.timeMicros) / 1e6);
    }
}
