package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;

import java.util.Optional;

/**
 * A protected machine on the map.
 *
 * @param view what is known of it; empty while only the topology names it
 */
record Guest(String id, Optional<MachineView> view) {
    String name() {
        return view.map(MachineView::name).orElse(id);
    }

    Health health() {
        return view.map(MachineView::health).orElse(Health.UNKNOWN);
    }

    /** RPO as a share of its limit, for sorting worst first; nothing durable yet is the worst. */
    double rpoShare() {
        return view.flatMap(MachineView::rpoSeconds)
                .map(seconds -> seconds / view.get().rpoLimitSeconds())
                .orElse(Double.MAX_VALUE);
    }

    String policy() {
        return view.map(MachineView::policy).orElse("");
    }
}
