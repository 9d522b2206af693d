package io.continuo.api.component;

/** What a process server's cache is doing. */
public enum CacheState {
    /** Nothing is kept: the master targets keep up. */
    PASSING,
    /** A master target, or the line to it, is away or slow; changes gather on disk. */
    CACHING,
    /** What gathered is on its way. */
    DRAINING,
    /** It is so full that its machines are slowed (DOMAIN.md: health). */
    THROTTLED,
    /** It takes no more; the agents keep what comes. */
    FULL
}
