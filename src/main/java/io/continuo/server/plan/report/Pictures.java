package io.continuo.server.plan.report;

import java.util.Optional;

/** Pictures of machines' screens, kept as evidence. */
@FunctionalInterface
public interface Pictures {
    Pictures NONE = job -> Optional.empty();

    /** The one a machine's job took, PNG. */
    Optional<byte[]> of(String jobId);
}
