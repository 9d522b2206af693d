package io.continuo.server.health;

import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.machine.Health;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.SiteRole;
import io.continuo.api.topology.SiteView;
import io.continuo.api.topology.TopologyView;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sites, servers, links and where each machine stands. */
public final class Topology {
    static final String CONFIGURATION_SERVER = "configuration-server";
    private static final String PRIMARY = "primary";
    private static final String RECOVERY = "recovery";

    private final Components components;
    private final Machines machines;
    private final LiveFacts facts;
    private final ServerHealth health;
    private final Links links;
    private final String name = ServerNames.configurationServer();
    private final String version;
    private final Clock clock;

    Topology(
            Components components,
            Machines machines,
            LiveFacts facts,
            LoadWindow loads,
            Links links,
            String version,
            Clock clock) {
        this.components = components;
        this.machines = machines;
        this.facts = facts;
        this.health = new ServerHealth(components, machines, facts, loads);
        this.links = links;
        this.version = version;
        this.clock = clock;
    }

    public TopologyView view() {
        List<ServerView> servers = new ArrayList<>();
        servers.add(self());
        for (Component component : components.all()) {
            component.roles().stream()
                    .map(Topology::serverRole)
                    .map(role -> server(component, role))
                    .forEach(servers::add);
        }
        List<LinkView> all = new ArrayList<>(links.data());
        all.addAll(links.control());
        return new TopologyView(
                List.of(
                        new SiteView(PRIMARY, "Primary site", SiteRole.PRIMARY),
                        new SiteView(RECOVERY, "Recovery site", SiteRole.RECOVERY)),
                servers,
                all,
                machines.all().stream()
                        .sorted(Comparator.comparing(Machine::name))
                        .map(Topology::node)
                        .toList());
    }

    /** Id of a component's server in one role. */
    static String serverId(String componentId, ServerRole role) {
        return componentId + ":" + role.name().toLowerCase(java.util.Locale.ROOT);
    }

    static ServerRole serverRole(ComponentRole role) {
        return switch (role) {
            case AGENT -> ServerRole.MOBILITY_SERVICE;
            case PROCESS_SERVER -> ServerRole.PROCESS_SERVER;
            case MASTER_TARGET -> ServerRole.MASTER_TARGET;
        };
    }

    private static MachineNode node(Machine machine) {
        Machine.Servers servers = machine.servers();
        return new MachineNode(
                machine.id(),
                PRIMARY,
                serverId(servers.agent(), ServerRole.MOBILITY_SERVICE),
                serverId(servers.processServer(), ServerRole.PROCESS_SERVER),
                serverId(servers.masterTarget(), ServerRole.MASTER_TARGET));
    }

    private ServerView server(Component component, ServerRole role) {
        Findings findings = health.judge(component, role);
        Optional<LiveFacts.Host> host = facts.host(component.id());
        Optional<ComponentReport> report = host.map(LiveFacts.Host::report);
        List<Machine> served =
                machines.all().stream()
                        .filter(machine -> servedBy(machine, role).equals(component.id()))
                        .toList();
        Cache cache = cache(role, report, served);
        return new ServerView(
                serverId(component.id(), role),
                component.id(),
                role,
                ServerNames.of(component, role),
                site(component, role),
                component.version(),
                findings.worst(),
                findings.reasons(),
                report.map(ComponentReport::cpuLoad).orElse(0.0),
                report.map(ComponentReport::memoryUsedBytes).orElse(0L),
                report.map(ComponentReport::memoryTotalBytes).orElse(0L),
                cache.used(),
                cache.total(),
                served.size(),
                served.stream().mapToInt(machine -> machine.disks().size()).sum(),
                role == ServerRole.MASTER_TARGET ? newestDurable(served) : Optional.empty(),
                components.lastHeard(component.id()).orElse(Instant.EPOCH),
                role == ServerRole.PROCESS_SERVER
                        ? report.flatMap(ComponentReport::gateway).flatMap(GatewayReport::cache)
                        : Optional.empty());
    }

    /**
     * Where its component says it stands; in a component that plays both ends, what captures is at
     * the primary site and what holds replicas at the recovery site.
     */
    private static String site(Component component, ServerRole role) {
        boolean bothEnds =
                component.plays(ComponentRole.AGENT)
                        && component.plays(ComponentRole.MASTER_TARGET);
        if (!bothEnds) {
            return component.siteId();
        }
        return switch (role) {
            case MOBILITY_SERVICE, PROCESS_SERVER -> PRIMARY;
            case MASTER_TARGET, CONFIGURATION_SERVER -> RECOVERY;
        };
    }

    private static String servedBy(Machine machine, ServerRole role) {
        return switch (role) {
            case MOBILITY_SERVICE -> machine.servers().agent();
            case PROCESS_SERVER -> machine.servers().processServer();
            case MASTER_TARGET -> machine.servers().masterTarget();
            case CONFIGURATION_SERVER -> CONFIGURATION_SERVER;
        };
    }

    private record Cache(long used, long total) {}

    private Cache cache(ServerRole role, Optional<ComponentReport> report, List<Machine> served) {
        return switch (role) {
            case PROCESS_SERVER ->
                    report.flatMap(ComponentReport::gateway)
                            .map(Topology::cache)
                            .orElse(new Cache(0, 0));
            case MASTER_TARGET ->
                    new Cache(
                            served.stream()
                                    .map(machine -> facts.replica(machine.id()))
                                    .flatMap(Optional::stream)
                                    .mapToLong(replica -> replica.report().journalBytes())
                                    .sum(),
                            0);
            case MOBILITY_SERVICE, CONFIGURATION_SERVER -> new Cache(0, 0);
        };
    }

    private static Cache cache(GatewayReport gateway) {
        return new Cache(gateway.cacheUsedBytes(), gateway.cacheTotalBytes());
    }

    private Optional<Instant> newestDurable(List<Machine> served) {
        return served.stream()
                .map(machine -> facts.replica(machine.id()))
                .flatMap(Optional::stream)
                .map(LiveFacts.Replica::durableTime)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private ServerView self() {
        Runtime runtime = Runtime.getRuntime();
        double load =
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                        / runtime.availableProcessors();
        return new ServerView(
                CONFIGURATION_SERVER,
                CONFIGURATION_SERVER,
                ServerRole.CONFIGURATION_SERVER,
                name,
                RECOVERY,
                version,
                Health.HEALTHY,
                List.of(),
                Math.clamp(load, 0, 1),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                0,
                0,
                machines.all().size(),
                machines.all().stream().mapToInt(machine -> machine.disks().size()).sum(),
                Optional.empty(),
                clock.instant());
    }
}
