package io.continuo.replication.gateway;

/** Numbers of a process server's cache (DOMAIN.md: health; sizing). */
final class CacheLimits {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    /** The smallest cache DOMAIN.md sizes a process server with; it takes no more by itself. */
    static final long BYTES = 300 * GIB;

    /** Of its volume so much is left to others: a tenth, or 10 GiB where that is less. */
    static final int KEEP_FREE_PART = 10;

    static final long KEEP_FREE_MOST = 10 * GIB;

    /** With less of it free, machines are slowed. */
    static final double THROTTLE_FREE = 0.20;

    /** What a machine may send where throttling begins; falls to {@link #SLOWEST}. */
    static final long THROTTLED_BYTES_PER_SECOND = 64 * MIB;

    static final long SLOWEST = 2 * MIB;

    /** Waiting in memory for so long, with so much behind it, means the target does not keep up. */
    static final double SLOW_SECONDS = 3;

    static final long SLOW_BYTES = 4 * MIB;

    /** So little on disk is left to send that new changes may wait in memory for it. */
    static final long NEARLY_DRAINED = 4 * MIB;

    private CacheLimits() {}

    /** Bytes a second one machine may send with so much of the cache free. */
    static long rate(double free) {
        return Math.max(SLOWEST, (long) (free / THROTTLE_FREE * THROTTLED_BYTES_PER_SECOND));
    }
}
