package io.continuo.server.health;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerRole;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The lines between servers, with what they carry now. */
final class Links {
    private static final Set<HopKind> BEFORE_PROCESS_SERVER =
            EnumSet.of(HopKind.CAPTURE, HopKind.CHANGE_LOG);
    private static final Set<HopKind> BEFORE_TARGET =
            EnumSet.of(HopKind.PROCESS_SERVER, HopKind.LINK);

    /** Two components changes travel between, and the machines whose changes do. */
    record Pair(String from, String to) {}

    private final Components components;
    private final Machines machines;
    private final LiveFacts facts;

    Links(Components components, Machines machines, LiveFacts facts) {
        this.components = components;
        this.machines = machines;
        this.facts = facts;
    }

    /** Agent to process server; also where no machine is protected yet. */
    Map<Pair, List<Machine>> captures() {
        Map<Pair, List<Machine>> pairs = new LinkedHashMap<>();
        among(pairs, ComponentRole.AGENT, ComponentRole.PROCESS_SERVER);
        for (Machine machine : machines.all()) {
            Machine.Servers servers = machine.servers();
            pairs.computeIfAbsent(
                            new Pair(servers.agent(), servers.processServer()),
                            pair -> new ArrayList<>())
                    .add(machine);
        }
        return pairs;
    }

    /**
     * Whether the agent says that a machine's changes cannot travel; where the master target says
     * why it takes none, the line is not to blame.
     */
    Optional<Boolean> up(Pair pair, List<Machine> behind) {
        List<CaptureReport> reports =
                reports(
                        behind.stream()
                                .filter(machine ->
                                        ReplicaProblems.of(facts, machine.id()).isEmpty())
                                .toList());
        return reports.isEmpty() || components.silent(pair.from())
                ? Optional.empty()
                : Optional.of(reports.stream().allMatch(CaptureReport::linkUp));
    }

    List<LinkView> data() {
        List<LinkView> links = new ArrayList<>();
        captures().forEach((pair, behind) -> links.add(capture(pair, behind)));
        Map<Pair, List<Machine>> forwards = new LinkedHashMap<>();
        among(forwards, ComponentRole.PROCESS_SERVER, ComponentRole.MASTER_TARGET);
        for (Machine machine : machines.all()) {
            Machine.Servers servers = machine.servers();
            forwards.computeIfAbsent(
                            new Pair(servers.processServer(), servers.masterTarget()),
                            pair -> new ArrayList<>())
                    .add(machine);
        }
        forwards.forEach((pair, behind) -> links.add(forward(pair, behind)));
        return links;
    }

    /** Every role of every component to the configuration server. */
    List<LinkView> control() {
        List<LinkView> links = new ArrayList<>();
        for (Component component : components.all()) {
            boolean silent = components.silent(component.id());
            for (ComponentRole role : component.roles()) {
                String from = Topology.serverId(component.id(), Topology.serverRole(role));
                links.add(
                        new LinkView(
                                from + ">" + Topology.CONFIGURATION_SERVER,
                                from,
                                Topology.CONFIGURATION_SERVER,
                                LinkKind.CONTROL,
                                silent ? Health.UNKNOWN : Health.HEALTHY,
                                0,
                                0,
                                Optional.empty(),
                                0,
                                silent
                                        ? "Nothing heard for "
                                                + Ages.say(components.silence(component.id()))
                                                + "."
                                        : ""));
            }
        }
        return links;
    }

    private LinkView capture(Pair pair, List<Machine> behind) {
        List<CaptureReport> reports = reports(behind);
        OptionalDouble latency =
                reports.stream()
                        .map(CaptureReport::linkLatencySeconds)
                        .flatMap(Optional::stream)
                        .mapToDouble(Double::doubleValue)
                        .max();
        Optional<Boolean> up = up(pair, behind);
        long down = reports.stream().filter(report -> !report.linkUp()).count();
        return link(
                pair,
                ServerRole.MOBILITY_SERVICE,
                ServerRole.PROCESS_SERVER,
                health(pair, up),
                reports.stream().mapToLong(CaptureReport::sentBytesPerSecond).sum(),
                reports.stream().mapToLong(CaptureReport::churnBytesPerSecond).sum(),
                latency.isPresent() ? Optional.of(latency.getAsDouble()) : Optional.empty(),
                waiting(reports, BEFORE_PROCESS_SERVER),
                up.orElse(true)
                        ? silence(pair)
                        : "The line is cut; the changes of "
                                + down
                                + (down == 1 ? " machine wait." : " machines wait."));
    }

    private LinkView forward(Pair pair, List<Machine> behind) {
        Optional<GatewayReport> gateway =
                facts.host(pair.from())
                        .map(LiveFacts.Host::report)
                        .flatMap(ComponentReport::gateway);
        return link(
                pair,
                ServerRole.PROCESS_SERVER,
                ServerRole.MASTER_TARGET,
                health(pair, gateway.map(report -> !caching(report))),
                gateway.map(GatewayReport::sentBytesPerSecond).orElse(0L),
                gateway.map(GatewayReport::receivedBytesPerSecond).orElse(0L),
                Optional.empty(),
                waiting(reports(behind), BEFORE_TARGET),
                gateway.isPresent() && caching(gateway.get())
                        ? "The master target is away or slow; changes gather on the process"
                                + " server's disk."
                        : silence(pair));
    }

    private static boolean caching(GatewayReport gateway) {
        return gateway.cache()
                .map(cache ->
                        switch (cache.state()) {
                            case PASSING, DRAINING -> false;
                            case CACHING, THROTTLED, FULL -> true;
                        })
                .orElse(false);
    }

    private static LinkView link(
            Pair pair,
            ServerRole fromRole,
            ServerRole toRole,
            Health health,
            long carried,
            long needed,
            Optional<Double> latency,
            long backlog,
            String message) {
        String from = Topology.serverId(pair.from(), fromRole);
        String to = Topology.serverId(pair.to(), toRole);
        return new LinkView(
                from + ">" + to,
                from,
                to,
                LinkKind.DATA,
                health,
                carried,
                needed,
                latency,
                backlog,
                message);
    }

    private Health health(Pair pair, Optional<Boolean> up) {
        if (components.silent(pair.from()) || components.silent(pair.to())) {
            return Health.UNKNOWN;
        }
        return up.orElse(true) ? Health.HEALTHY : Health.CRITICAL;
    }

    private String silence(Pair pair) {
        for (String end : List.of(pair.from(), pair.to())) {
            if (components.silent(end)) {
                return components.name(end)
                        + " has been silent for "
                        + Ages.say(components.silence(end))
                        + ".";
            }
        }
        return "";
    }

    private void among(
            Map<Pair, List<Machine>> pairs, ComponentRole fromRole, ComponentRole toRole) {
        List<Component> from = playing(fromRole);
        List<Component> to = playing(toRole);
        if (from.size() == 1 && to.size() == 1) {
            pairs.put(new Pair(from.getFirst().id(), to.getFirst().id()), new ArrayList<>());
        }
    }

    private List<Component> playing(ComponentRole role) {
        return components.all().stream().filter(component -> component.plays(role)).toList();
    }

    private List<CaptureReport> reports(List<Machine> behind) {
        return behind.stream()
                .map(machine -> facts.capture(machine.id()))
                .flatMap(Optional::stream)
                .map(LiveFacts.Capture::report)
                .toList();
    }

    private static long waiting(List<CaptureReport> reports, Set<HopKind> hops) {
        return reports.stream()
                .flatMap(report -> report.hops().stream())
                .filter(hop -> hops.contains(hop.kind()))
                .mapToLong(Hop::waitingBytes)
                .sum();
    }
}
