package io.continuo.api.policy;

/**
 * A replication policy.
 *
 * @param rpoLimitSeconds RPO over it is a warning, over twice it critical (DOMAIN.md: health)
 * @param retentionSeconds history kept; at most 15 days
 * @param crashPointSeconds a crash-consistent point this often
 * @param appPointSeconds an app-consistent point this often; 0 for none
 * @param resyncWindow when a resync that may load disks and line for long runs by itself, as {@link
 *     ResyncWindow#parse} reads it
 * @param machines how many machines follow it
 */
public record PolicyView(
        String id,
        String name,
        long rpoLimitSeconds,
        long retentionSeconds,
        long crashPointSeconds,
        long appPointSeconds,
        String resyncWindow,
        boolean isDefault,
        int machines) {
    /** Without app-consistent points, and with resyncs outside office hours. */
    public PolicyView(
            String id,
            String name,
            long rpoLimitSeconds,
            long retentionSeconds,
            long crashPointSeconds,
            boolean isDefault,
            int machines) {
        this(
                id,
                name,
                rpoLimitSeconds,
                retentionSeconds,
                crashPointSeconds,
                0,
                ResyncWindow.OFF_HOURS.text(),
                isDefault,
                machines);
    }
}
