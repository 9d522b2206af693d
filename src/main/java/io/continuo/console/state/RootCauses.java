package io.continuo.console.state;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.ui.States;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Groups what is wrong by root cause: servers and lines first, then what is left of the machines.
 */
final class RootCauses {
    /** The code of a line that carries nothing; the others are the server's own. */
    static final String LINE_CUT = "LINE_CUT";

    /** The code of a cache that will soon be full. */
    static final String CACHE_FILLING = "CACHE_FILLING";

    /** The code of a change log that no longer holds the changes themselves. */
    static final String CHANGE_LOG_BITMAP = "CHANGE_LOG_BITMAP";

    /** What a machine suffers when a server or line on its way does not work. */
    private static final Set<String> EFFECTS =
            Set.of(
                    CHANGE_LOG_BITMAP,
                    "COMPONENT_SILENT",
                    "LINK_LOST",
                    "NO_RECENT_POINT",
                    "RPO_OVER_LIMIT",
                    "RPO_OVER_TWICE_LIMIT");

    /** Different grades of one cause. */
    private static final Map<String, String> FAMILY =
            Map.of("RPO_OVER_TWICE_LIMIT", "RPO_OVER_LIMIT");

    private static final Comparator<RootCause> WORST_FIRST =
            Comparator.comparingInt((RootCause cause) -> States.urgency(cause.health()))
                    .thenComparing(RootCause::ofMachinesOnly)
                    .thenComparing(cause -> -cause.machines().size())
                    .thenComparing(RootCause::code);

    private final ConsoleState state;
    private final List<RootCause> causes = new ArrayList<>();
    private final Set<String> explained = new HashSet<>();

    RootCauses(ConsoleState state) {
        this.state = state;
    }

    List<RootCause> all() {
        state.topology().get().ifPresent(this::addServersAndLines);
        addMachines();
        causes.sort(WORST_FIRST);
        return causes;
    }

    private void addServersAndLines(TopologyView topology) {
        Map<String, ServerView> servers = new HashMap<>();
        topology.servers().forEach(server -> servers.put(server.id(), server));
        Set<String> told = new HashSet<>();
        for (ServerView server : topology.servers()) {
            for (HealthReason reason : server.healthReasons()) {
                if (told.add(server.componentId() + " " + reason.code())) {
                    add(
                            reason,
                            Optional.of(server),
                            Optional.empty(),
                            behind(topology, node -> servedBy(node, server, servers)));
                }
            }
        }
        topology.servers().stream()
                .filter(server -> server.role() == ServerRole.PROCESS_SERVER)
                .forEach(server -> addFilling(topology, server, servers));
        for (LinkView link : topology.links()) {
            boolean cut = link.kind() == LinkKind.DATA && link.health() == Health.CRITICAL;
            if (cut) {
                var line =
                        new RootCause.Line(
                                link, name(servers, link.fromId()), name(servers, link.toId()));
                add(
                        new HealthReason(link.health(), LINE_CUT, link.message(), ""),
                        Optional.empty(),
                        Optional.of(line),
                        behind(topology, node -> path(node).containsAll(ends(link))));
            }
        }
    }

    /** A cache that is soon full is said before it is: afterwards is too late to do anything. */
    private void addFilling(
            TopologyView topology, ServerView server, Map<String, ServerView> servers) {
        var forecast =
                CacheForecast.of(server, state.series().cache(server.id()), state.serverNow());
        boolean told =
                server.healthReasons().stream().anyMatch(each -> each.code().equals("CACHE_LOW"));
        boolean soon = forecast.full().filter(left -> left.toMinutes() < 60).isPresent();
        if (server.cacheTotalBytes() > 0 && soon && !told) {
            causes.add(
                    new RootCause(
                            forecast.health(),
                            CACHE_FILLING,
                            "Its cache is full in " + forecast.full().get().toMinutes() + " min.",
                            "",
                            Optional.of(server),
                            Optional.empty(),
                            behind(topology, node -> servedBy(node, server, servers))));
        }
    }

    private void add(
            HealthReason reason,
            Optional<ServerView> server,
            Optional<RootCause.Line> line,
            List<MachineRow> behind) {
        behind.forEach(row -> explained.add(row.id()));
        causes.add(
                new RootCause(
                        worst(reason.health(), behind),
                        reason.code(),
                        reason.message(),
                        reason.correction(),
                        server,
                        line,
                        behind));
    }

    private void addMachines() {
        Map<String, List<Affected>> byCode = new TreeMap<>();
        for (MachineRow row : state.machines()) {
            boolean lineLost = has(row, "LINK_LOST");
            for (HealthReason reason : reasons(row)) {
                boolean effect =
                        EFFECTS.contains(reason.code())
                                && (explained.contains(row.id())
                                        || lineLost && !reason.code().equals("LINK_LOST"));
                if (!effect && reason.health() != Health.HEALTHY) {
                    byCode.computeIfAbsent(
                                    FAMILY.getOrDefault(reason.code(), reason.code()),
                                    code -> new ArrayList<>())
                            .add(new Affected(row, reason));
                }
            }
        }
        byCode.forEach((code, affected) -> causes.add(ofMachines(code, affected)));
    }

    /** What the server says of a machine, and what its change log says. */
    private static List<HealthReason> reasons(MachineRow row) {
        List<HealthReason> reasons = new ArrayList<>(row.view().healthReasons());
        row.view()
                .changeLog()
                .filter(log -> log.mode() == ChangeLogMode.BITMAP)
                .filter(log ->
                        log.cause().filter(cause -> cause != ResyncCause.INITIAL).isPresent())
                .ifPresent(log ->
                        reasons.add(
                                new HealthReason(
                                        Health.WARNING,
                                        CHANGE_LOG_BITMAP,
                                        "Its change log keeps only which blocks changed.",
                                        "")));
        return reasons;
    }

    private record Affected(MachineRow row, HealthReason reason) {}

    private static RootCause ofMachines(String code, List<Affected> affected) {
        Affected worst =
                affected.stream()
                        .min(
                                Comparator.comparingInt((Affected each) ->
                                                States.urgency(each.reason().health()))
                                        .thenComparing(Affected::row, MachineRow.WORST_FIRST))
                        .orElseThrow();
        List<MachineRow> rows = new ArrayList<>(affected.stream().map(Affected::row).toList());
        rows.sort(MachineRow.WORST_FIRST);
        return new RootCause(
                worst.reason().health(),
                code,
                worst.reason().message(),
                worst.reason().correction(),
                Optional.empty(),
                Optional.empty(),
                rows);
    }

    private static boolean has(MachineRow row, String code) {
        return row.view().healthReasons().stream().anyMatch(each -> each.code().equals(code));
    }

    private List<MachineRow> behind(TopologyView topology, Predicate<MachineNode> passes) {
        return topology.machines().stream()
                .filter(passes)
                .flatMap(node -> state.machine(node.machineId()).stream())
                .sorted(MachineRow.WORST_FIRST)
                .toList();
    }

    /** A server is on the way when one role of its component is. */
    private static boolean servedBy(
            MachineNode node, ServerView server, Map<String, ServerView> servers) {
        return path(node).stream()
                .map(servers::get)
                .anyMatch(each -> each != null && each.componentId().equals(server.componentId()));
    }

    private static List<String> path(MachineNode node) {
        return List.of(node.agentServerId(), node.processServerId(), node.masterTargetId());
    }

    private static List<String> ends(LinkView link) {
        return List.of(link.fromId(), link.toId());
    }

    private static String name(Map<String, ServerView> servers, String id) {
        return servers.containsKey(id) ? servers.get(id).name() : id;
    }

    private static Health worst(Health own, List<MachineRow> behind) {
        return behind.stream()
                .map(MachineRow::health)
                .filter(health -> health != Health.UNKNOWN)
                .reduce(own, (a, b) -> States.urgency(a) <= States.urgency(b) ? a : b);
    }
}
