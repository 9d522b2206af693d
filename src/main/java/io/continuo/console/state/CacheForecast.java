package io.continuo.console.state;

import io.continuo.api.machine.Health;
import io.continuo.api.topology.ServerView;
import io.continuo.console.ui.chart.TimeSeries;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process server's cache will be full, if it goes on filling as in the last minutes.
 *
 * @param full the time left; empty when it is not filling
 * @param health TOKENS: less than 60 min a warning, less than 15 min critical; also by what is free
 */
public record CacheForecast(Optional<Duration> full, Health health) {
    /** Under 20 % free throttles the server's machines (DOMAIN.md: health). */
    public static final double THROTTLE_SHARE = 0.8;

    private static final double WARNING_SHARE = 0.7;
    private static final double CRITICAL_SHARE = 0.75;
    private static final Duration WINDOW = Duration.ofMinutes(3);
    private static final Duration WARNING = Duration.ofMinutes(60);
    private static final Duration CRITICAL = Duration.ofMinutes(15);
    private static final Duration HORIZON = Duration.ofHours(24);

    /** Growth of less than this share of the cache in an hour is noise. */
    private static final double LEAST_GROWTH_PER_HOUR = 0.05;

    public static CacheForecast of(ServerView server, TimeSeries used, Instant now) {
        double share = (double) server.cacheUsedBytes() / Math.max(1, server.cacheTotalBytes());
        Health byShare =
                share > CRITICAL_SHARE
                        ? Health.CRITICAL
                        : share > WARNING_SHARE ? Health.WARNING : Health.HEALTHY;
        if (server.cache().isPresent()) {
            // the process server measures its own rate, over a shorter time than we could
            return new CacheForecast(
                            server.cache().get().minutesUntilFull().map(CacheForecast::minutes),
                            byShare)
                    .byTime();
        }
        double slope = used.slopeSince(now.minus(WINDOW).toEpochMilli());
        if (Double.isNaN(slope)
                || slope * 3600 < server.cacheTotalBytes() * LEAST_GROWTH_PER_HOUR) {
            return new CacheForecast(Optional.empty(), byShare);
        }
        double left = (server.cacheTotalBytes() - server.cacheUsedBytes()) / slope;
        Duration full = Duration.ofSeconds((long) Math.max(0, left));
        return new CacheForecast(Optional.of(full), byShare).byTime();
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds((long) (minutes * 60));
    }

    /** What is far away is not worth a word; what is near makes it worse. */
    private CacheForecast byTime() {
        if (full.isEmpty() || full.get().compareTo(HORIZON) > 0) {
            return new CacheForecast(Optional.empty(), health);
        }
        Health byTime =
                full.get().compareTo(CRITICAL) < 0
                        ? Health.CRITICAL
                        : full.get().compareTo(WARNING) < 0 ? Health.WARNING : Health.HEALTHY;
        return new CacheForecast(full, byTime.compareTo(health) > 0 ? byTime : health);
    }
}
