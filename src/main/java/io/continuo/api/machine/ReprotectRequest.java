package io.continuo.api.machine;

import java.util.Optional;

/**
 * Asks for a machine that was failed over to be protected again, the other way round.
 *
 * @param masterTarget name of the one to replicate to; empty for the one at the place it left
 */
public record ReprotectRequest(Optional<String> masterTarget) {
    public ReprotectRequest {
        masterTarget = masterTarget == null ? Optional.empty() : masterTarget;
    }
}
