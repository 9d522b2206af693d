package io.continuo.server.plan.report;

import java.util.Optional;

/** Pictures of machines' screens, kept as evidence. */
@FunctionalInterface
public interface Pictures {
    /** The one a machine's job took, PNG. */
    Optional<byte[]> of(String machine, String jobId);
}
