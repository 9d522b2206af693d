package io.continuo.api.lab;

/**
 * A step of the lab's story for one machine.
 *
 * @param step for instance {@code planned failover}
 * @param seconds it took; for a failover to the machine's first output where it was started, else
 *     until its disks were there
 * @param lostRecords acknowledged before and not there afterwards
 * @param lostSeconds from the recovery point to the newest record acknowledged
 * @param verifiedBytes that are what the ledger says
 * @param result what it came to, in words
 * @param verified whether everything is as it has to be
 */
public record StoryRow(
        String step,
        String machine,
        double seconds,
        long lostRecords,
        double lostSeconds,
        long verifiedBytes,
        String result,
        boolean verified) {}
