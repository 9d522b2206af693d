package io.continuo.server.health;

import java.time.Duration;

/** The numbers of health (DOMAIN.md: health; recovery points). */
final class HealthRules {
    /** RPO over its limit is a warning; over this many times it is critical. */
    static final double RPO_CRITICAL_FACTOR = 2;

    static final double LOAD_WARNING = 0.80;
    static final double LOAD_CRITICAL = 0.95;
    static final double CACHE_FREE_WARNING = 0.30;
    static final double CACHE_FREE_CRITICAL = 0.25;
    static final Duration BACKLOG_WARNING = Duration.ofMinutes(30);
    static final Duration BACKLOG_CRITICAL = Duration.ofMinutes(45);
    static final Duration HEARTBEAT_CRITICAL = Duration.ofMinutes(15);

    /** No crash-consistent point for this long is an error. */
    static final Duration CRASH_POINT_CRITICAL = Duration.ofMinutes(60);

    /** A point takes its scripts and its way to the target beyond its interval. */
    static final Duration APP_POINT_SLACK = Duration.ofMinutes(10);

    static final double HISTORY_WARNING = 0.85;
    static final double HISTORY_CRITICAL = 0.75;
    static final Duration DRILL_WARNING = Duration.ofDays(180);
    static final Duration DRILL_NEVER_CRITICAL = Duration.ofDays(30);

    private HealthRules() {}
}
