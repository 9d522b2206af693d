package io.continuo.api.policy;

/** Make or change a policy; see {@link PolicyView} for the meaning of its numbers. */
public record PolicyRequest(
        String name, long rpoLimitSeconds, long retentionSeconds, long crashPointSeconds) {}
