package io.continuo.console.nav;

import io.continuo.api.machine.Health;

import java.util.Optional;

/**
 * The count beside a rail item.
 *
 * @param health colours and shapes it; empty for a plain count
 * @param count 0 hides it
 */
public record NavBadge(Optional<Health> health, int count) {
    public static final NavBadge NONE = new NavBadge(Optional.empty(), 0);

    public static NavBadge plain(int count) {
        return new NavBadge(Optional.empty(), count);
    }

    public static NavBadge of(Health health, int count) {
        return new NavBadge(Optional.of(health), count);
    }
}
