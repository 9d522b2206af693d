package io.continuo.api.machine;

/**
 * Make a recovery point now.
 *
 * @param appConsistent whether applications are to be quiesced first; where that fails the point is
 *     crash-consistent, and an event says why
 */
public record MarkRequest(String label, Boolean appConsistent) {
    public MarkRequest {
        appConsistent = appConsistent != null && appConsistent;
    }
}
