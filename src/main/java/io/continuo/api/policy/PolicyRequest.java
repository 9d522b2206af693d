package io.continuo.api.policy;

/** Make or change a policy; see {@link PolicyView} for the meaning of its numbers. */
public record PolicyRequest(
        String name,
        long rpoLimitSeconds,
        long retentionSeconds,
        long crashPointSeconds,
        Long appPointSeconds) {
    public PolicyRequest {
        appPointSeconds = appPointSeconds == null ? 0 : appPointSeconds;
    }

    /** Without app-consistent points. */
    public PolicyRequest(
            String name, long rpoLimitSeconds, long retentionSeconds, long crashPointSeconds) {
        this(name, rpoLimitSeconds, retentionSeconds, crashPointSeconds, 0L);
    }
}
