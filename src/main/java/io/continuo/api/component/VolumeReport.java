package io.continuo.api.component;

/**
 * The volume a master target keeps its replicas on.
 *
 * @param freeBytes what the target may still use
 */
public record VolumeReport(long freeBytes, long totalBytes, Level level) {
    /** What its free room means. */
    public enum Level {
        ROOMY,
        /** Somebody should make room. */
        LOW,
        /** Changes are taken slower, the slower the less is free. */
        THROTTLED,
        /** No more changes are taken; what is held stays, and stays usable. */
        FULL
    }
}
