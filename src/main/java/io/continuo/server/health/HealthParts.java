package io.continuo.server.health;

import io.continuo.server.events.EventLog;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.policy.PolicyBook;

import java.time.Clock;

/** Wires what judges and watches. */
public final class HealthParts {
    private final RpoHistory history = new RpoHistory();
    private final LoadWindow loads = new LoadWindow();
    private final Topology topology;
    private final Watch watch;

    public HealthParts(
            Machines machines,
            Components components,
            PolicyBook policies,
            LiveFacts facts,
            MachineViews views,
            EventLog events,
            UpdateHub hub,
            String version,
            Clock clock,
            Runnable housekeeping) {
        Links links = new Links(components, machines, facts);
        this.topology = new Topology(components, machines, facts, loads, links, version, clock);
        Changes changes =
                new Changes(
                        machines,
                        components,
                        policies,
                        views,
                        links,
                        events,
                        hub,
                        new ReplicaProblems(facts, events));
        this.watch =
                new Watch(
                        machines,
                        components,
                        facts,
                        views,
                        history,
                        loads,
                        changes,
                        hub,
                        clock,
                        housekeeping);
    }

    public RpoHistory history() {
        return history;
    }

    public Topology topology() {
        return topology;
    }

    public Watch watch() {
        return watch;
    }
}
