package io.continuo.api.lab;

/**
 * What the headless lab says of one machine.
 *
 * @param rpoSeconds measured once a second over the run
 * @param verifiedBytes compared between views and the ledger
 * @param drill {@code verified}, {@code failed} or why it did not run
 * @param boot how fast the machine booted in a drill, {@code not started} where there is no QEMU,
 *     or empty where it cannot be started
 */
public record LabRow(
        String machine,
        long churnBytesPerSecond,
        RpoSummary rpoSeconds,
        int points,
        long verifiedBytes,
        String drill,
        boolean verified,
        String boot) {
    public LabRow {
        boot = boot == null ? "" : boot;
    }

    /** Of a machine that cannot be started. */
    public LabRow(
            String machine,
            long churnBytesPerSecond,
            RpoSummary rpoSeconds,
            int points,
            long verifiedBytes,
            String drill,
            boolean verified) {
        this(machine, churnBytesPerSecond, rpoSeconds, points, verifiedBytes, drill, verified, "");
    }

    /** Percentiles of RPO, in seconds. */
    public record RpoSummary(double p50, double p99, double max) {}
}
