package io.continuo.api.machine;

import io.continuo.api.error.Problem;

import java.util.Optional;

/**
 * What an agent found when it looked at a disk to protect.
 *
 * @param allocatedBytes what a sparse file really holds; the whole size where that is not known
 * @param problem why it cannot be protected, if it cannot
 */
public record DiskFacts(
        String path, long sizeBytes, long allocatedBytes, Optional<Problem> problem) {}
