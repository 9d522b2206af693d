package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which machines are shown.
 *
 * @param text words of which every one must be found in what the machine is searched by
 * @param health only this state
 * @param dataState only this data state
 */
record MachineFilter(String text, Optional<Health> health, Optional<DataState> dataState) {
    static final MachineFilter ALL = new MachineFilter("", Optional.empty(), Optional.empty());

    MachineFilter withText(String newText) {
        return new MachineFilter(newText, health, dataState);
    }

    MachineFilter withHealth(Optional<Health> newHealth) {
        return new MachineFilter(text, newHealth, dataState);
    }

    MachineFilter withDataState(Optional<DataState> newState) {
        return new MachineFilter(text, health, newState);
    }

    /** Whether it lets everything through. */
    boolean isAll() {
        return text.isBlank() && health.isEmpty() && dataState.isEmpty();
    }

    /**
     * @param searchable everything a machine can be found by, in lower case
     */
    boolean matches(MachineView machine, Function<MachineView, String> searchable) {
        return health.map(machine.health()::equals).orElse(true)
                && dataState.map(machine.dataState()::equals).orElse(true)
                && matchesText(machine, searchable);
    }

    /** Whether it would match if no state were asked for; for the counts beside the states. */
    boolean matchesText(MachineView machine, Function<MachineView, String> searchable) {
        if (text.isBlank()) {
            return true;
        }
        String found = searchable.apply(machine);
        return words().stream().allMatch(found::contains);
    }

    private List<String> words() {
        return Arrays.asList(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }
}
