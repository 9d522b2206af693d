package io.continuo.server.health;

import io.continuo.api.event.Severity;
import io.continuo.api.topology.ServerRole;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Policy;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.policy.PolicyBook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notices what became worse or better since the last look, and raises an event for each. */
public final class Changes {
    private final Machines machines;
    private final Components components;
    private final PolicyBook policies;
    private final MachineViews views;
    private final Links links;
    private final EventLog events;
    private final UpdateHub hub;
    private final ReplicaProblems replicas;

    /** A line seen for the first time gets so long to come up before it counts as lost. */
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(10);

    private final Map<Links.Pair, Instant> neverUpSince = new HashMap<>();
    private final Map<String, Boolean> silent = new HashMap<>();
    private final Map<Links.Pair, Boolean> linkUp = new HashMap<>();
    private final Map<String, Integer> rpoLevel = new HashMap<>();

    Changes(
            Machines machines,
            Components components,
            PolicyBook policies,
            MachineViews views,
            Links links,
            EventLog events,
            UpdateHub hub,
            ReplicaProblems replicas) {
        this.machines = machines;
        this.components = components;
        this.policies = policies;
        this.views = views;
        this.links = links;
        this.events = events;
        this.hub = hub;
        this.replicas = replicas;
    }

    /** Says whether the topology is to be drawn again. */
    boolean look(Instant now) {
        boolean changed = false;
        for (Component component : components.all()) {
            changed |= silence(component);
        }
        for (Map.Entry<Links.Pair, List<Machine>> entry : links.captures().entrySet()) {
            changed |= link(entry.getKey(), entry.getValue(), now);
        }
        for (Machine machine : machines.all()) {
            replicas.look(machine);
            rpo(machine, now);
        }
        return changed;
    }

    private boolean silence(Component component) {
        boolean is = components.silent(component.id());
        Boolean was = silent.put(component.id(), is);
        boolean before = was != null && was;
        if (is == before) {
            return false;
        }
        machines.all().stream()
                .filter(machine -> uses(machine, component.id()))
                .forEach(machine -> hub.machineChanged(machine.id()));
        Map<String, String> args = Map.of("component", component.name());
        events.raise(
                is
                        ? new EventText(
                                Severity.CRITICAL,
                                "COMPONENT_SILENT",
                                "The component "
                                        + component.name()
                                        + " has not been heard of for "
                                        + Ages.say(components.silence(component.id()))
                                        + ".",
                                "It is stopped, or it cannot reach this configuration server.",
                                "Start it, and check the network between them.",
                                args)
                        : EventText.info(
                                "COMPONENT_BACK",
                                "The component " + component.name() + " reports again.",
                                args),
                Optional.empty());
        return true;
    }

    private static boolean uses(Machine machine, String componentId) {
        Machine.Servers servers = machine.servers();
        return List.of(servers.agent(), servers.processServer(), servers.masterTarget())
                .contains(componentId);
    }

    /** One broken line is one event, with the number of machines behind it. */
    private boolean link(Links.Pair pair, List<Machine> behind, Instant now) {
        Optional<Boolean> up = links.up(pair, behind);
        if (up.isEmpty()) {
            return false;
        }
        boolean is = up.get();
        if (!is && !linkUp.containsKey(pair) && coming(pair, now)) {
            return false;
        }
        Boolean was = linkUp.put(pair, is);
        boolean before = was == null || was;
        if (is == before) {
            return false;
        }
        Map<String, String> args =
                Map.of(
                        "from",
                        agent(pair),
                        "to",
                        processServer(pair),
                        "machines",
                        Integer.toString(behind.size()));
        Optional<Machine> only =
                behind.size() == 1 ? Optional.of(behind.getFirst()) : Optional.empty();
        events.raise(
                is
                        ? EventText.info(
                                "LINK_BACK",
                                "The line from "
                                        + agent(pair)
                                        + " to "
                                        + processServer(pair)
                                        + " is back.",
                                args)
                        : new EventText(
                                Severity.WARNING,
                                "LINK_LOST",
                                "The line from "
                                        + agent(pair)
                                        + " to "
                                        + processServer(pair)
                                        + " is lost.",
                                "The changes of "
                                        + behind.size()
                                        + (behind.size() == 1 ? " machine" : " machines")
                                        + " wait at the mobility service.",
                                "Restore the line; what waits is sent by itself.",
                                args),
                only);
        return true;
    }

    private String agent(Links.Pair pair) {
        return name(pair.from(), ServerRole.MOBILITY_SERVICE);
    }

    private String processServer(Links.Pair pair) {
        return name(pair.to(), ServerRole.PROCESS_SERVER);
    }

    private String name(String componentId, ServerRole role) {
        return components
                .find(componentId)
                .map(component -> ServerNames.of(component, role))
                .orElse(componentId);
    }

    private boolean coming(Links.Pair pair, Instant now) {
        return now.isBefore(
                neverUpSince.computeIfAbsent(pair, unknown -> now).plus(FIRST_CONNECTION));
    }

    private void rpo(Machine machine, Instant now) {
        Policy policy = policies.byId(machine.policyId());
        Optional<Double> rpo = views.rpo(machine, now);
        if (rpo.isEmpty()) {
            return;
        }
        double limit = policy.rpoLimitSeconds();
        int is =
                rpo.get() > limit * HealthRules.RPO_CRITICAL_FACTOR ? 2 : rpo.get() > limit ? 1 : 0;
        Integer was = rpoLevel.put(machine.id(), is);
        int before = was == null ? 0 : was;
        if (is == before || (is == 1 && before == 2)) {
            return;
        }
        Map<String, String> args =
                Map.of(
                        "machine",
                        machine.name(),
                        "rpoSeconds",
                        Long.toString(Math.round(rpo.get())),
                        "limitSeconds",
                        Long.toString(policy.rpoLimitSeconds()));
        String age = Ages.say(Duration.ofSeconds(Math.round(rpo.get())));
        events.raise(
                switch (is) {
                    case 0 ->
                            EventText.info(
                                    "RPO_UNDER_LIMIT",
                                    "RPO of " + machine.name() + " is within its limit again.",
                                    args);
                    case 1 ->
                            overLimit(
                                    Severity.WARNING,
                                    "RPO_OVER_LIMIT",
                                    "RPO of " + machine.name() + " is over its limit: " + age + ".",
                                    args);
                    default ->
                            overLimit(
                                    Severity.CRITICAL,
                                    "RPO_OVER_TWICE_LIMIT",
                                    "RPO of "
                                            + machine.name()
                                            + " is over twice its limit: "
                                            + age
                                            + ".",
                                    args);
                },
                Optional.of(machine));
    }

    private static EventText overLimit(
            Severity severity, String code, String message, Map<String, String> args) {
        return new EventText(
                severity,
                code,
                message,
                "Its changes reach the master target too late, or not at all.",
                "Look at which stage they wait in, and widen or restore that one.",
                args);
    }
}
