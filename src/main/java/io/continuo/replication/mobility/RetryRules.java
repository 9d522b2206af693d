package io.continuo.replication.mobility;

import java.time.Duration;
import java.util.List;

/** When what failed is tried again (DOMAIN.md: resync and retry). */
final class RetryRules {
    /** Waited before the first and each further try. */
    static final List<Duration> WAITS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(4),
                    Duration.ofMinutes(8),
                    Duration.ofMinutes(10));

    /** And from then on. */
    static final Duration AFTERWARDS = Duration.ofMinutes(30);

    private RetryRules() {}

    /**
     * @param failures in a row so far, at least 1
     */
    static Duration waitAfter(int failures) {
        return failures <= WAITS.size() ? WAITS.get(failures - 1) : AFTERWARDS;
    }
}
