package io.continuo.server.health;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers why something is not healthy; the worst wins. */
final class Findings {
    private final List<HealthReason> reasons = new ArrayList<>();

    Findings add(Health health, String code, String message, String correction) {
        reasons.add(new HealthReason(health, code, message, correction));
        return this;
    }

    /** Worst first. */
    List<HealthReason> reasons() {
        return reasons.stream()
                .sorted(Comparator.comparing(HealthReason::health).reversed())
                .toList();
    }

    Health worst() {
        return reasons.stream()
                .map(HealthReason::health)
                .max(Comparator.naturalOrder())
                .orElse(Health.HEALTHY);
    }
}
