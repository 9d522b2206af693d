package io.continuo.replication.node;

import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.replication.target.MasterTarget;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Makes a master target hold what it is to hold. */
final class TargetRole {
    private static final Logger LOG = LoggerFactory.getLogger(TargetRole.class);

    private TargetRole() {}

    /** Opens every replica; one that cannot be opened says so in the target's reports. */
    static void apply(MasterTarget target, List<ReplicaSpec> wanted) {
        for (ReplicaSpec spec : wanted) {
            try {
                target.prepare(spec);
            } catch (ContinuoException e) {
                LOG.warn("The replica of {} cannot be opened: {}", spec.machine(), e.getMessage());
            }
        }
    }
}
