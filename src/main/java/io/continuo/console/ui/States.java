package io.continuo.console.ui;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

/** The one word of each state. */
public final class States {
    private States() {}

    public static String word(Ui ui, Health health) {
        return ui.text(
                switch (health) {
                    case HEALTHY -> "state.healthy";
                    case WARNING -> "state.warning";
                    case CRITICAL -> "state.critical";
                    case UNKNOWN -> "state.unknown";
                });
    }

    /** {@code 3 critical}: a count with its state, as beside a bar. */
    public static String counted(Ui ui, Health health, int count) {
        return ui.text(
                switch (health) {
                    case HEALTHY -> "state.counted.healthy";
                    case WARNING -> "state.counted.warning";
                    case CRITICAL -> "state.counted.critical";
                    case UNKNOWN -> "state.counted.unknown";
                },
                "count",
                count);
    }

    /** How urgent, for sorting worst first: critical, warning, unknown, healthy. */
    public static int urgency(Health health) {
        return switch (health) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case UNKNOWN -> 2;
            case HEALTHY -> 3;
        };
    }
}
