package io.continuo.api.policy;

/**
 * A replication policy.
 *
 * @param rpoLimitSeconds RPO over it is a warning, over twice it critical (DOMAIN.md: health)
 * @param retentionSeconds history kept; at most 15 days
 * @param crashPointSeconds a crash-consistent point this often
 * @param appPointSeconds an app-consistent point this often; 0 for none
 * @param machines how many machines follow it
 */
public record PolicyView(
        String id,
        String name,
        long rpoLimitSeconds,
        long retentionSeconds,
        long crashPointSeconds,
        long appPointSeconds,
        boolean isDefault,
        int machines) {
    /** Without app-consistent points. */
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
                isDefault,
                machines);
    }
}
