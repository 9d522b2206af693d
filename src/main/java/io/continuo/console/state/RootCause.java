package io.continuo.console.state;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.ui.States;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One thing that is wrong, with the machines behind it: a broken link is one cause, however many
 * machines it holds up (DOMAIN.md: health).
 *
 * @param health how bad
 * @param code of the rule, such as {@code RPO_OVER_LIMIT}
 * @param message one sentence of the server
 * @param correction what to do; may be empty
 * @param subject the server or link it is about; empty when it is the machines themselves
 * @param machines the machines behind it, worst first
 */
public record RootCause(
        Health health,
        String code,
        String message,
        String correction,
        Optional<String> subject,
        List<MachineRow> machines) {
    private static final Comparator<RootCause> WORST_FIRST =
            Comparator.comparingInt((RootCause cause) -> States.urgency(cause.health()))
                    .thenComparing(cause -> cause.subject().isEmpty())
                    .thenComparing(cause -> -cause.machines().size());

    public RootCause {
        machines = List.copyOf(machines);
    }

    /**
     * Everything that is wrong now, worst first; a cause in a server or link before its effects.
     */
    public static List<RootCause> of(ConsoleState state) {
        List<RootCause> causes = new ArrayList<>();
        state.topology().get().ifPresent(topology -> addTopology(causes, topology, state));
        Map<String, List<Affected>> byCode = new TreeMap<>();
        for (MachineRow row : state.machines()) {
            for (HealthReason reason : row.view().healthReasons()) {
                if (States.urgency(reason.health()) < States.urgency(Health.HEALTHY)) {
                    byCode.computeIfAbsent(
                                    reason.health() + " " + reason.code(), k -> new ArrayList<>())
                            .add(new Affected(row, reason));
                }
            }
        }
        byCode.values().forEach(affected -> causes.add(ofMachines(affected)));
        causes.sort(WORST_FIRST);
        return causes;
    }

    /** Whether it is about machines alone. */
    public boolean ofMachinesOnly() {
        return subject.isEmpty();
    }

    /** How many of the machines behind it are in each state. */
    public Map<Health, Integer> machinesByHealth() {
        Map<Health, Integer> counts = new LinkedHashMap<>();
        machines.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
        return counts;
    }

    private static RootCause ofMachines(List<Affected> affected) {
        HealthReason reason = affected.getFirst().reason();
        return new RootCause(
                reason.health(),
                reason.code(),
                reason.message(),
                reason.correction(),
                Optional.empty(),
                affected.stream().map(Affected::row).sorted(MachineRow.WORST_FIRST).toList());
    }

    private static void addTopology(
            List<RootCause> causes, TopologyView topology, ConsoleState state) {
        for (ServerView server : topology.servers()) {
            for (HealthReason reason : server.healthReasons()) {
                causes.add(
                        new RootCause(
                                reason.health(),
                                reason.code(),
                                reason.message(),
                                reason.correction(),
                                Optional.of(server.name()),
                                behindServer(topology, server.id(), state)));
            }
        }
        for (LinkView link : topology.links()) {
            if (link.health() == Health.WARNING || link.health() == Health.CRITICAL) {
                causes.add(
                        new RootCause(
                                link.health(),
                                "LINK",
                                link.message(),
                                "",
                                Optional.of(link.id()),
                                behindLink(topology, link, state)));
            }
        }
    }

    private static List<MachineRow> behindServer(
            TopologyView topology, String server, ConsoleState state) {
        return topology.machines().stream()
                .filter(node ->
                        server.equals(node.agentServerId())
                                || server.equals(node.processServerId())
                                || server.equals(node.masterTargetId()))
                .flatMap(node -> state.machine(node.machineId()).stream())
                .sorted(MachineRow.WORST_FIRST)
                .toList();
    }

    private static List<MachineRow> behindLink(
            TopologyView topology, LinkView link, ConsoleState state) {
        return topology.machines().stream()
                .filter(node -> {
                    List<String> path =
                            List.of(
                                    node.agentServerId(),
                                    node.processServerId(),
                                    node.masterTargetId());
                    return path.contains(link.fromId()) && path.contains(link.toId())
                            || link.fromId().equals(node.machineId());
                })
                .flatMap(node -> state.machine(node.machineId()).stream())
                .sorted(MachineRow.WORST_FIRST)
                .toList();
    }

    private record Affected(MachineRow row, HealthReason reason) {}
}
