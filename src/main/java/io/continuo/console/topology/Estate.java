package io.continuo.console.topology;

import io.continuo.api.machine.MachineView;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.SiteRole;
import io.continuo.api.topology.SiteView;
import io.continuo.api.topology.TopologyView;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The topology put in order: one row per process server, what stands before it and behind it.
 *
 * @param primary the lane at the left; empty before anything enrolled
 * @param recovery the lane at the right
 * @param rows in order of the process servers' names
 * @param loose agents without a process server
 * @param idle master targets no process server sends to
 * @param control configuration servers
 * @param controlLinks from components to configuration servers
 */
record Estate(
        Optional<SiteView> primary,
        Optional<SiteView> recovery,
        List<Row> rows,
        List<Host> loose,
        List<ServerView> idle,
        List<ServerView> control,
        List<LinkView> controlLinks) {
    static final Estate EMPTY =
            new Estate(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());

    private static final Comparator<ServerView> BY_NAME =
            Comparator.comparing(ServerView::name).thenComparing(ServerView::id);

    static Estate of(TopologyView topology, Map<String, MachineView> machines) {
        return new Builder(topology, machines).build();
    }

    /** Machines from more than this many on are drawn as groups. */
    static final int GROUPED_FROM = 41;

    int machines() {
        return rows.stream().mapToInt(row -> row.guests().size()).sum()
                + loose.stream().mapToInt(host -> host.guests().size()).sum();
    }

    int hosts() {
        return rows.stream().mapToInt(row -> row.hosts().size()).sum() + loose.size();
    }

    boolean grouped() {
        return machines() >= GROUPED_FROM;
    }

    /** Names that more than one server has, as when one computer plays every part. */
    Set<String> sharedNames() {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        servers().map(ServerView::name).filter(name -> !seen.add(name)).forEach(shared::add);
        return shared;
    }

    private Stream<ServerView> servers() {
        Set<ServerView> all = new LinkedHashSet<>(control);
        all.addAll(idle);
        loose.forEach(host -> all.add(host.agent()));
        for (Row row : rows) {
            all.add(row.process());
            row.hosts().forEach(host -> all.add(host.agent()));
            row.reaches().forEach(reach -> all.add(reach.target()));
        }
        return all.stream();
    }

    boolean empty() {
        return rows.isEmpty() && loose.isEmpty() && idle.isEmpty() && control.isEmpty();
    }

    /** Only the rows in which something is not healthy. */
    Estate faultsOnly() {
        return new Estate(
                primary,
                recovery,
                rows.stream()
                        .filter(row -> row.worst() != io.continuo.api.machine.Health.HEALTHY)
                        .toList(),
                loose,
                idle,
                control,
                controlLinks);
    }

    private static final class Builder {
        private final TopologyView topology;
        private final Map<String, MachineView> machines;
        private final Map<String, ServerView> servers = new LinkedHashMap<>();
        private final Map<String, Set<Guest>> guestsByAgent = new HashMap<>();

        private Builder(TopologyView topology, Map<String, MachineView> machines) {
            this.topology = topology;
            this.machines = machines;
            topology.servers().stream()
                    .sorted(BY_NAME)
                    .forEach(server -> servers.put(server.id(), server));
            for (MachineNode node : topology.machines()) {
                guestsByAgent
                        .computeIfAbsent(node.agentServerId(), id -> new LinkedHashSet<>())
                        .add(
                                new Guest(
                                        node.machineId(),
                                        Optional.ofNullable(machines.get(node.machineId()))));
            }
        }

        private Estate build() {
            Set<String> placed = new HashSet<>();
            List<Row> rows =
                    of(ServerRole.PROCESS_SERVER).stream()
                            .map(process -> row(process, placed))
                            .toList();
            return new Estate(
                    site(SiteRole.PRIMARY),
                    site(SiteRole.RECOVERY),
                    rows,
                    of(ServerRole.MOBILITY_SERVICE).stream()
                            .filter(agent -> !placed.contains(agent.id()))
                            .map(agent -> host(agent, Optional.empty()))
                            .toList(),
                    of(ServerRole.MASTER_TARGET).stream()
                            .filter(target -> !placed.contains(target.id()))
                            .toList(),
                    of(ServerRole.CONFIGURATION_SERVER),
                    topology.links().stream()
                            .filter(link -> link.kind() == LinkKind.CONTROL)
                            .toList());
        }

        private Row row(ServerView process, Set<String> placed) {
            Map<String, Host> hosts = new LinkedHashMap<>();
            for (LinkView link : data()) {
                ServerView agent = servers.get(link.fromId());
                if (link.toId().equals(process.id()) && is(agent, ServerRole.MOBILITY_SERVICE)) {
                    hosts.put(agent.id(), host(agent, Optional.of(link)));
                }
            }
            for (MachineNode node : topology.machines()) {
                ServerView agent = servers.get(node.agentServerId());
                if (node.processServerId().equals(process.id()) && agent != null) {
                    hosts.computeIfAbsent(agent.id(), id -> host(agent, Optional.empty()));
                }
            }
            hosts.keySet().removeIf(placed::contains);
            placed.addAll(hosts.keySet());
            List<Reach> reaches =
                    data().stream()
                            .filter(link -> link.fromId().equals(process.id()))
                            .filter(link -> is(servers.get(link.toId()), ServerRole.MASTER_TARGET))
                            .map(link -> new Reach(link, servers.get(link.toId())))
                            .toList();
            reaches.forEach(reach -> placed.add(reach.target().id()));
            return new Row(
                    process,
                    hosts.values().stream()
                            .sorted(Comparator.comparing(Host::agent, BY_NAME))
                            .toList(),
                    reaches);
        }

        private Host host(ServerView agent, Optional<LinkView> link) {
            return new Host(
                    agent,
                    link,
                    guestsByAgent.getOrDefault(agent.id(), Set.of()).stream()
                            .sorted(Faults.WORST_FIRST)
                            .toList());
        }

        private List<LinkView> data() {
            return topology.links().stream().filter(l -> l.kind() == LinkKind.DATA).toList();
        }

        private List<ServerView> of(ServerRole role) {
            return servers.values().stream().filter(server -> server.role() == role).toList();
        }

        private Optional<SiteView> site(SiteRole role) {
            return topology.sites().stream().filter(site -> site.role() == role).findFirst();
        }

        private static boolean is(ServerView server, ServerRole role) {
            return server != null && server.role() == role;
        }
    }
}
