package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.state.MachineRow;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How many machines there are.
 *
 * @param all of them
 * @param shown those the filter lets through
 * @param disks of all machines
 * @param bytes size of those disks
 * @param byHealth those the filter's words let through, by state
 * @param byDataState the same, by data state
 */
record MachineCounts(
        int all,
        int shown,
        int disks,
        long bytes,
        Map<Health, Integer> byHealth,
        Map<DataState, Integer> byDataState) {
    static final MachineCounts NONE = new MachineCounts(0, 0, 0, 0, Map.of(), Map.of());

    static MachineCounts of(
            List<MachineRow> machines,
            MachineFilter filter,
            Function<MachineView, String> searchable) {
        int shown = 0;
        int disks = 0;
        long bytes = 0;
        Map<Health, Integer> byHealth = new EnumMap<>(Health.class);
        Map<DataState, Integer> byDataState = new EnumMap<>(DataState.class);
        for (MachineRow row : machines) {
            MachineView machine = row.view();
            disks += machine.disks().size();
            for (DiskView disk : machine.disks()) {
                bytes += disk.sizeBytes();
            }
            if (!filter.matchesText(machine, searchable)) {
                continue;
            }
            byHealth.merge(machine.health(), 1, Integer::sum);
            byDataState.merge(machine.dataState(), 1, Integer::sum);
            if (filter.matches(machine, searchable)) {
                shown++;
            }
        }
        return new MachineCounts(machines.size(), shown, disks, bytes, byHealth, byDataState);
    }

    /** How many the filter's words let through. */
    int found() {
        return byHealth.values().stream().mapToInt(Integer::intValue).sum();
    }
}
