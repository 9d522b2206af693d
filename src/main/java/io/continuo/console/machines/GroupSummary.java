package io.continuo.console.machines;

import io.continuo.api.machine.Health;

/**
 * What a group's line says.
 *
 * @param grouping what is grouped by
 * @param key what its machines have in common: a policy's name, a state's constant
 * @param worst the worst state in it
 * @param machines how many match the filter
 * @param worstCount how many of them are in the worst state
 * @param folded whether its machines are hidden
 */
record GroupSummary(
        Grouping grouping,
        String key,
        Health worst,
        int machines,
        int worstCount,
        boolean folded) {}
