package io.continuo.server.domain;

/** A replication policy as stored; see {@link io.continuo.api.policy.PolicyView}. */
public record Policy(
        String id,
        String name,
        long rpoLimitSeconds,
        long retentionSeconds,
        long crashPointSeconds,
        long appPointSeconds,
        String resyncWindow,
        boolean isDefault) {}
