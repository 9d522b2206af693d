package io.continuo.console.machines;

import io.continuo.api.machine.Health;

/** How an RPO stands to its limit (DOMAIN.md: health). */
final class Rpo {
    private static final double CRITICAL_SHARE = 2;

    private Rpo() {}

    /** Over its limit is a warning, over twice it critical. */
    static Health state(double seconds, double limitSeconds) {
        if (seconds <= limitSeconds) {
            return Health.HEALTHY;
        }
        return seconds > CRITICAL_SHARE * limitSeconds ? Health.CRITICAL : Health.WARNING;
    }
}
