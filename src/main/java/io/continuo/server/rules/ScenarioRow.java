package io.continuo.server.rules;

import io.continuo.api.machine.Scenario;

import java.util.List;

/**
 * A scenario.
 *
 * @param name what people call it
 * @param protects what is protected
 * @param place where it is recovered
 * @param capture what notices changes
 * @param parts what has to be set up
 * @param requirements what has to be so beforehand
 */
public record ScenarioRow(
        Scenario scenario,
        String name,
        String protects,
        Place place,
        Capture capture,
        List<Part> parts,
        List<Requirement> requirements) {
    public ScenarioRow {
        parts = List.copyOf(parts);
        requirements = List.copyOf(requirements);
    }
}
