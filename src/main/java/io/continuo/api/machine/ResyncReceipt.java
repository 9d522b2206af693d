package io.continuo.api.machine;

import java.time.Instant;

/**
 * What a resync has cost.
 *
 * @param cause why it was needed
 * @param text the same in a sentence
 * @param startedAt when it began to compare and copy, not when it became due
 * @param endedAt when the replica was consistent again
 * @param comparedBytes of the disks read and compared at both ends
 * @param sentBytes of the disks sent because of it, before compression; what the machine wrote
 *     meanwhile is not counted
 */
public record ResyncReceipt(
        ResyncCause cause,
        String text,
        Instant startedAt,
        Instant endedAt,
        long comparedBytes,
        long sentBytes) {
    /** From start to end. */
    public double seconds() {
        return (endedAt.toEpochMilli() - startedAt.toEpochMilli()) / 1000.0;
    }
}
