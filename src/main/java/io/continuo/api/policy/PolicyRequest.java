package io.continuo.api.policy;

import java.util.Optional;

/**
 * Make or change a policy; see {@link PolicyView} for the meaning of its numbers.
 *
 * @param resyncWindow left out: as it was, or {@link ResyncWindow#OFF_HOURS} for a new one
 */
public record PolicyRequest(
        String name,
        long rpoLimitSeconds,
        long retentionSeconds,
        long crashPointSeconds,
        Long appPointSeconds,
        Optional<String> resyncWindow) {
    public PolicyRequest {
        appPointSeconds = appPointSeconds == null ? 0 : appPointSeconds;
    }

    /** With the resync window left out. */
    public PolicyRequest(
            String name,
            long rpoLimitSeconds,
            long retentionSeconds,
            long crashPointSeconds,
            Long appPointSeconds) {
        this(
                name,
                rpoLimitSeconds,
                retentionSeconds,
                crashPointSeconds,
                appPointSeconds,
                Optional.empty());
    }

    /** Without app-consistent points, and with the resync window left out. */
    public PolicyRequest(
            String name, long rpoLimitSeconds, long retentionSeconds, long crashPointSeconds) {
        this(name, rpoLimitSeconds, retentionSeconds, crashPointSeconds, 0L);
    }
}
