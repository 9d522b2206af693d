package io.continuo.console.topology;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.SiteRole;
import io.continuo.api.topology.SiteView;
import io.continuo.api.topology.TopologyView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Made-up estates for pictures and layouts; they tell the story of TOKENS.md. */
final class Estates {
    static final Instant NOW = Instant.parse("2026-03-11T19:12:00Z");

    private final List<SiteView> sites =
            List.of(
                    new SiteView("tpe", "Taipei", SiteRole.PRIMARY),
                    new SiteView("khh", "Kaohsiung", SiteRole.RECOVERY));
    private final List<ServerView> servers = new ArrayList<>();
    private final List<LinkView> links = new ArrayList<>();
    private final List<MachineNode> nodes = new ArrayList<>();
    private final List<MachineView> machines = new ArrayList<>();

    /** What the lab has: one of each, three machines. */
    static Estates lab() {
        var estate = new Estates();
        estate.control("cs-01");
        estate.process("ps-01", Health.HEALTHY, 0.38, 9_000_000L);
        estate.target("mt-01", Health.HEALTHY, 4);
        estate.line("ps-01", "mt-01", Health.HEALTHY, 1_900_000, 1_900_000, 0.0008, 0, "");
        estate.agent("agent-01", "ps-01", Health.HEALTHY, 1_900_000);
        estate.machine("agent-01", "ps-01", "mt-01", "web-01", Health.HEALTHY, 0.4, 1);
        estate.machine("agent-01", "ps-01", "mt-01", "app-01", Health.HEALTHY, 0.6, 1);
        estate.machine("agent-01", "ps-01", "mt-01", "db-01", Health.HEALTHY, 0.5, 2);
        return estate;
    }

    /** The lab with its link cut. */
    static Estates labCut() {
        var estate = new Estates();
        estate.control("cs-01");
        estate.process("ps-01", Health.WARNING, 0.41, 138_000_000L);
        estate.target("mt-01", Health.HEALTHY, 94);
        estate.line(
                "ps-01",
                "mt-01",
                Health.CRITICAL,
                0,
                1_900_000,
                0.0008,
                138_000_000,
                "The line to mt-01 is lost, so nothing gets through.");
        estate.agent("agent-01", "ps-01", Health.HEALTHY, 1_900_000);
        estate.machine("agent-01", "ps-01", "mt-01", "web-01", Health.WARNING, 21, 1);
        estate.machine("agent-01", "ps-01", "mt-01", "app-01", Health.CRITICAL, 62, 1);
        estate.machine("agent-01", "ps-01", "mt-01", "db-01", Health.CRITICAL, 94, 2);
        return estate;
    }

    /** Three rows, one of which is failing; drawn by name up to forty machines. */
    static Estates night(int machinesPerHost) {
        var estate = new Estates();
        estate.control("cs-khh-01");
        for (int row = 1; row <= 3; row++) {
            boolean bad = row == 2;
            String ps = "ps-tpe-0" + row;
            String mt = "mt-khh-0" + row;
            estate.process(
                    ps,
                    bad ? Health.WARNING : Health.HEALTHY,
                    bad ? 0.61 : 0.38,
                    142_000_000_000L / (bad ? 1 : 16));
            estate.target(mt, Health.HEALTHY, bad ? 1446 : 4);
            estate.line(
                    ps,
                    mt,
                    bad ? Health.CRITICAL : Health.HEALTHY,
                    bad ? 22_000_000 : 41_000_000,
                    bad ? 96_000_000 : 41_000_000,
                    bad ? 0.074 : 0.009,
                    bad ? 138_000_000_000L : 0,
                    bad ? "4.1 % of its packets are lost, so 22 of 96 MB/s get through." : "");
            int hosts = machinesPerHost > 8 ? 5 : 2;
            for (int host = 1; host <= hosts; host++) {
                String agent = "kvm-tpe-%02d".formatted((row - 1) * hosts + host);
                estate.agent(agent, ps, Health.HEALTHY, bad ? 48_000_000 : 20_000_000);
                for (int i = 1; i <= machinesPerHost; i++) {
                    Health health =
                            bad && host == 1 && i <= 2
                                    ? Health.CRITICAL
                                    : bad && i == 3 ? Health.WARNING : Health.HEALTHY;
                    estate.machine(
                            agent,
                            ps,
                            mt,
                            "%s-%d%02d"
                                    .formatted(List.of("web", "erp", "wms").get(row - 1), host, i),
                            health,
                            health == Health.CRITICAL ? 1446 : health == Health.WARNING ? 420 : 4,
                            2);
                }
            }
        }
        var silent =
                estate.server("kvm-tpe-99", ServerRole.MOBILITY_SERVICE, "tpe", Health.UNKNOWN);
        estate.servers.add(silent);
        return estate;
    }

    /** Names nobody asked for, but somebody has. */
    static Estates longNames() {
        var estate = new Estates();
        String ps = "process-server-taipei-neihu-datacentre-building-b-04";
        String mt = "master-target-kaohsiung-asia-pacific-exchange-02";
        estate.control("configuration-server-kaohsiung-01.corp.example");
        estate.process(ps, Health.HEALTHY, 0.38, 3_000_000_000L);
        estate.target(mt, Health.WARNING, 4);
        estate.line(
                ps,
                mt,
                Health.WARNING,
                41_000_000,
                44_000_000,
                0.251,
                9_000_000_000L,
                "Half of the wanted rate gets through.");
        estate.agent("kvm-host-neihu-b-04-rack-17-unit-22", ps, Health.WARNING, 41_000_000);
        for (int i = 1; i <= 5; i++) {
            estate.machine(
                    "kvm-host-neihu-b-04-rack-17-unit-22",
                    ps,
                    mt,
                    "accounting-database-replica-0" + i,
                    i == 1 ? Health.UNKNOWN : Health.HEALTHY,
                    i == 1 ? Double.NaN : 7,
                    3);
        }
        return estate;
    }

    /** Right after the first start: servers, but nothing protected. */
    static Estates fresh() {
        var estate = new Estates();
        estate.control("cs-01");
        estate.process("ps-01", Health.HEALTHY, 0.02, 0);
        estate.target("mt-01", Health.HEALTHY, -1);
        estate.line("ps-01", "mt-01", Health.HEALTHY, 0, 0, 0.0004, 0, "");
        estate.agent("agent-01", "ps-01", Health.HEALTHY, 0);
        return estate;
    }

    /** Two process servers that send to one target. */
    static Estates shared() {
        var estate = new Estates();
        estate.control("cs-01");
        estate.target("mt-01", Health.HEALTHY, 4);
        for (String ps : List.of("ps-01", "ps-02")) {
            estate.process(ps, Health.HEALTHY, 0.2, 1_000_000);
            estate.line(ps, "mt-01", Health.HEALTHY, 1_000_000, 1_000_000, 0.002, 0, "");
            estate.agent("agent-of-" + ps, ps, Health.HEALTHY, 1_000_000);
            estate.machine("agent-of-" + ps, ps, "mt-01", "vm-of-" + ps, Health.HEALTHY, 1, 1);
        }
        return estate;
    }

    TopologyView topology() {
        return new TopologyView(sites, List.copyOf(servers), List.copyOf(links), nodes);
    }

    /** As it was so many minutes ago: lines that fail now began to half an hour ago. */
    TopologyView topologyAt(int minutesAgo) {
        return new TopologyView(
                sites,
                List.copyOf(servers),
                links.stream().map(link -> at(link, minutesAgo)).toList(),
                nodes);
    }

    private static LinkView at(LinkView link, int minutesAgo) {
        double wave = 1 + 0.06 * Math.sin(minutesAgo * 0.9) + 0.04 * Math.sin(minutesAgo * 2.3);
        long needed = (long) (link.neededBytesPerSecond() * (minutesAgo == 0 ? 1 : wave));
        boolean before = minutesAgo > 31;
        long sent =
                minutesAgo == 0
                        ? link.bytesPerSecond()
                        : before ? needed : (long) (link.bytesPerSecond() * wave);
        return new LinkView(
                link.id(),
                link.fromId(),
                link.toId(),
                link.kind(),
                link.health(),
                sent,
                needed,
                link.latencySeconds(),
                link.backlogBytes(),
                link.message());
    }

    List<MachineView> machines() {
        return machines;
    }

    Estate estate() {
        var model = new TopologyModel();
        model.update(topology(), machines());
        return model.estate();
    }

    private void control(String name) {
        servers.add(server(name, ServerRole.CONFIGURATION_SERVER, "khh", Health.HEALTHY));
    }

    private void process(String name, Health health, double cpu, long cacheUsed) {
        servers.add(
                new ServerView(
                        name,
                        name,
                        ServerRole.PROCESS_SERVER,
                        name,
                        "tpe",
                        "1.0.0",
                        health,
                        health == Health.HEALTHY
                                ? List.of()
                                : List.of(
                                        new HealthReason(
                                                health,
                                                "CACHE_FILLS",
                                                "Its cache fills faster than the line empties it.",
                                                "Repair the line, or move machines away.")),
                        cpu,
                        5_100_000_000L,
                        8_000_000_000L,
                        cacheUsed,
                        300_000_000_000L,
                        3,
                        4,
                        Optional.empty(),
                        NOW.minusSeconds(2)));
        links.add(
                new LinkView(
                        "control-" + name,
                        name,
                        servers.getFirst().id(),
                        LinkKind.CONTROL,
                        Health.HEALTHY,
                        0,
                        0,
                        Optional.of(0.009),
                        0,
                        ""));
    }

    private void target(String name, Health health, int secondsOld) {
        servers.add(
                new ServerView(
                        name,
                        name,
                        ServerRole.MASTER_TARGET,
                        name,
                        "khh",
                        "1.0.0",
                        health,
                        List.of(),
                        0.22,
                        3_000_000_000L,
                        16_000_000_000L,
                        820_000_000L,
                        0,
                        33,
                        57,
                        secondsOld < 0
                                ? Optional.empty()
                                : Optional.of(NOW.minusSeconds(secondsOld)),
                        NOW.minusSeconds(2)));
    }

    private void agent(String name, String process, Health health, long rate) {
        servers.add(server(name, ServerRole.MOBILITY_SERVICE, "tpe", health));
        links.add(
                new LinkView(
                        name + ">" + process,
                        name,
                        process,
                        LinkKind.DATA,
                        Health.HEALTHY,
                        rate,
                        rate,
                        Optional.of(0.0004),
                        0,
                        ""));
    }

    private void line(
            String process,
            String target,
            Health health,
            long rate,
            long needed,
            double latency,
            long backlog,
            String message) {
        links.add(
                new LinkView(
                        process + ">" + target,
                        process,
                        target,
                        LinkKind.DATA,
                        health,
                        rate,
                        needed,
                        Optional.of(latency),
                        backlog,
                        message));
    }

    private ServerView server(String name, ServerRole role, String site, Health health) {
        return new ServerView(
                name,
                name,
                role,
                name,
                site,
                "1.0.0",
                health,
                health == Health.UNKNOWN
                        ? List.of(
                                new HealthReason(
                                        health,
                                        "SILENT",
                                        "It has been silent since 01:58.",
                                        "Look whether its host runs."))
                        : List.of(),
                0.12,
                400_000_000L,
                2_000_000_000L,
                0,
                0,
                0,
                0,
                Optional.empty(),
                NOW.minusSeconds(health == Health.UNKNOWN ? 4440 : 2));
    }

    private void machine(
            String agent,
            String process,
            String target,
            String name,
            Health health,
            double rpo,
            int disks) {
        nodes.add(new MachineNode("id-" + name, "tpe", agent, process, target));
        List<DiskView> views = new ArrayList<>();
        for (int i = 0; i < disks; i++) {
            views.add(
                    new DiskView(
                            i,
                            "/var/lib/images/" + name + "-" + i + ".img",
                            536_870_912L,
                            "nbd://127.0.0.1:10809/" + name + "-" + i,
                            600_000,
                            0,
                            DataState.DELTA));
        }
        machines.add(
                new MachineView(
                        "id-" + name,
                        name,
                        Scenario.KVM_TO_SITE,
                        "Tier 1",
                        Direction.FORWARD,
                        DataState.DELTA,
                        "",
                        RoleState.PROTECTED,
                        health,
                        health == Health.HEALTHY
                                ? List.of()
                                : List.of(
                                        new HealthReason(
                                                health,
                                                "RPO_OVER_LIMIT",
                                                "Its RPO is over its limit of 5 min.",
                                                "Repair the line of its process server.")),
                        Double.isNaN(rpo) ? Optional.empty() : Optional.of(rpo),
                        300,
                        86_400,
                        640_000,
                        health == Health.HEALTHY ? 120_000 : 19_600_000_000L,
                        Optional.empty(),
                        List.of(),
                        views,
                        47,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        NOW.minusSeconds(86_400),
                        NOW.minusSeconds(1)));
    }
}
