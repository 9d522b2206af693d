package io.continuo.api.lab;

/**
 * What the headless lab says of one machine.
 *
 * @param rpoSeconds measured once a second over the run
 * @param verifiedBytes compared between views and the ledger
 * @param drill {@code verified}, {@code failed} or why it did not run
 */
public record LabRow(
        String machine,
        long churnBytesPerSecond,
        RpoSummary rpoSeconds,
        int points,
        long verifiedBytes,
        String drill,
        boolean verified) {
    /** Percentiles of RPO, in seconds. */
    public record RpoSummary(double p50, double p99, double max) {}
}
