package io.continuo.console;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CacheView;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.machine.Scenario;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.api.policy.PolicyView;
import io.continuo.api.server.ServerStatus;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.state.SampleState;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Made-up estates that tell one story each, for pictures and for tests of what screens say. */
public final class Story {
    public static final ZoneId ZONE = ZoneId.of("Asia/Taipei");

    /** Thursday 12 March, 03:12 in Taipei. */
    public static final Instant NIGHT = Instant.parse("2026-03-11T19:12:00Z");

    public static final Clock NIGHT_CLOCK = Clock.fixed(NIGHT, ZONE);

    private final SampleState state = new SampleState(NIGHT_CLOCK);
    private final List<MachineView> machines = new ArrayList<>();
    private long events;

    private Story() {
        state.server(new ServerStatus("Taipei to Kaohsiung", "0.1.0", 1, false, NIGHT));
    }

    /** A line loses packets; three machines are critical, ninety are well. */
    public static SampleState badNight() {
        var story = new Story();
        story.fault("erp-db-01", 1446, 300, Health.CRITICAL, 19_600_000_000L);
        story.fault("mes-db-01", 1061, 300, Health.CRITICAL, 14_000_000_000L);
        story.fault("erp-db-02", 800, 300, Health.CRITICAL, 14_200_000_000L);
        story.fault("bi-dw-01", 1132, 900, Health.WARNING, 9_200_000_000L);
        story.fault("mail-01", 827, 900, Health.HEALTHY, 4_100_000_000L);
        story.fault("file-01", 668, 900, Health.HEALTHY, 1_200_000_000L);
        story.calmMachines(90);
        story.events(
                "Line B lost its connection",
                "Recovery point of erp-db-01",
                "Test failover of hr-01 was cleaned up",
                "Resync of log-01 is done",
                "Policy Tier 1 changed");
        story.state.topology(story.topology(142_000_000_000L, Health.CRITICAL, 6));
        return story.finish();
    }

    /** Everything is well; one machine has an open drill. */
    public static SampleState calmDay() {
        var story = new Story();
        story.calmMachines(96);
        story.events("Test failover of stores-01 was cleaned up", "Policy Tier 2 changed");
        story.state.topology(story.topology(4_000_000_000L, Health.HEALTHY, 6));
        return story.finish();
    }

    /** A cache that fills, and will be full in half an hour. */
    public static SampleState filling() {
        var story = new Story();
        story.calmMachines(12);
        TopologyView calm = story.topology(142_000_000_000L, Health.HEALTHY, 3);
        story.state.topology(
                new TopologyView(
                        calm.sites(),
                        calm.servers().stream().map(Story::filling).toList(),
                        calm.links(),
                        calm.machines()));
        return story.finish();
    }

    private static ServerView filling(ServerView server) {
        return new ServerView(
                server.id(),
                server.componentId(),
                server.role(),
                server.name(),
                server.siteId(),
                server.version(),
                server.health(),
                server.healthReasons(),
                server.cpuLoad(),
                server.memoryUsedBytes(),
                server.memoryTotalBytes(),
                server.cacheUsedBytes(),
                server.cacheTotalBytes(),
                server.machines(),
                server.disks(),
                server.newestDurable(),
                server.observedAt(),
                server.role() == ServerRole.PROCESS_SERVER
                        ? Optional.of(
                                new CacheView(
                                        CacheState.CACHING,
                                        74_000_000L,
                                        Optional.of(35.4),
                                        Optional.empty()))
                        : Optional.empty());
    }

    /** What a newcomer sees: the three machines of the lab. */
    public static SampleState lab() {
        var story = new Story();
        story.state.server(new ServerStatus("Lab", "0.1.0", 1, true, NIGHT));
        story.calm("web-01", 1.2, 1, 0);
        story.calm("app-01", 0.8, 1, 1);
        story.calm("db-01", 2.1, 2, 2);
        story.events("Recovery point of db-01", "Protection of web-01 enabled");
        story.state.topology(story.topology(2_000_000L, Health.HEALTHY, 3));
        return story.finish();
    }

    /** Many machines with names as long as names may be. */
    public static SampleState huge(int count) {
        var story = new Story();
        for (int i = 0; i < count; i++) {
            story.calm(
                    "warehouse-management-production-cluster-node-with-a-long-name-" + i,
                    i % 97,
                    1 + i % 4,
                    i);
        }
        return story.finish();
    }

    public static SampleState empty() {
        return new Story().finish();
    }

    private SampleState finish() {
        state.machines(machines);
        for (MachineView machine : machines) {
            state.rpo(machine.id(), history(machine));
        }
        state.policies(
                List.of(new PolicyView("t1", "Tier 1", 900, 86_400, 300, true, machines.size())));
        List<Long> churn = new ArrayList<>();
        for (int i = 0; i < 350; i++) {
            churn.add((long) (machines.size() * 800_000L * (1 + 0.2 * Math.sin(i / 4.0))));
        }
        return state.churn(NIGHT_CLOCK, churn);
    }

    private void calmMachines(int count) {
        String[] names = {"stores", "web", "crm", "directory", "wms", "logs", "hr", "tool"};
        for (int i = 0; i < count; i++) {
            calm("%s-%02d".formatted(names[i % names.length], i / names.length + 1), i % 55, 2, i);
        }
    }

    private void calm(String name, double rpo, int disks, int drillDays) {
        machines.add(
                view(
                        name,
                        rpo,
                        900,
                        Health.HEALTHY,
                        0,
                        disks,
                        drillDays,
                        List.of(),
                        calmHops(rpo)));
    }

    private void fault(String name, double rpo, double limit, Health health, long waiting) {
        List<HealthReason> reasons =
                health == Health.HEALTHY
                        ? List.of()
                        : List.of(
                                new HealthReason(
                                        health,
                                        "RPO_OVER_LIMIT",
                                        "RPO is over its limit.",
                                        "Look at the slowest hop."));
        List<Hop> hops =
                List.of(
                        new Hop(HopKind.CAPTURE, 0.2, 0),
                        new Hop(HopKind.CHANGE_LOG, 1.1, 0),
                        new Hop(HopKind.PROCESS_SERVER, rpo - 8, waiting),
                        new Hop(HopKind.LINK, 6.1, 0),
                        new Hop(HopKind.JOURNAL, 0.6, 0));
        machines.add(view(name, rpo, limit, health, waiting, 4, 12, reasons, hops));
    }

    private static List<Hop> calmHops(double rpo) {
        return List.of(
                new Hop(HopKind.CAPTURE, 0.1, 0),
                new Hop(HopKind.CHANGE_LOG, rpo * 0.8, 0),
                new Hop(HopKind.PROCESS_SERVER, rpo * 0.05, 0),
                new Hop(HopKind.LINK, rpo * 0.1, 0),
                new Hop(HopKind.JOURNAL, 0.05, 0));
    }

    private MachineView view(
            String name,
            double rpo,
            double limit,
            Health health,
            long waiting,
            int disks,
            int drillDays,
            List<HealthReason> reasons,
            List<Hop> hops) {
        List<DiskView> all = new ArrayList<>();
        for (int i = 0; i < disks; i++) {
            all.add(
                    new DiskView(
                            i,
                            "/dev/vd" + (char) ('a' + i),
                            80_000_000_000L * (i + 1),
                            "nbd://127.0.0.1:10809/" + name + "-" + i,
                            900_000,
                            waiting / disks,
                            DataState.DELTA));
        }
        var newest =
                new PointView(
                        "p1", NIGHT.minusMillis((long) (rpo * 1000)), PointKind.CRASH, "", false);
        boolean drilling = name.equals("crm-01") || name.equals("db-01");
        Optional<TestFailoverView> drill =
                drilling
                        ? Optional.of(
                                new TestFailoverView(
                                        name,
                                        newest,
                                        NIGHT.minus(Duration.ofMinutes(12)),
                                        List.of(
                                                new ViewDisk(
                                                        "/dev/vda", 80_000_000_000L, "nbd://x"))))
                        : Optional.empty();
        return new MachineView(
                "id-" + name,
                name,
                Scenario.KVM_TO_SITE,
                "Tier 1",
                Direction.FORWARD,
                DataState.DELTA,
                "",
                drilling ? RoleState.TEST_RUNNING : RoleState.PROTECTED,
                health,
                reasons,
                Optional.of(rpo),
                limit,
                86_400,
                600_000L + 100_000L * disks,
                waiting,
                Optional.empty(),
                hops,
                all,
                47,
                Optional.of(newest),
                Optional.of(newest),
                drill,
                drillDays == 1
                        ? Optional.empty()
                        : Optional.of(
                                new DrillView(
                                        NIGHT.minus(Duration.ofDays(drillDays + 1)),
                                        NIGHT.minus(Duration.ofDays(drillDays + 1)),
                                        newest,
                                        true)),
                List.of(
                        new ActionView(
                                Action.TEST_FAILOVER, !drilling, drilling ? "a drill runs" : "")),
                NIGHT.minus(Duration.ofDays(90)),
                NIGHT);
    }

    private static List<RpoSample> history(MachineView machine) {
        double now = machine.rpoSeconds().orElse(0.0);
        List<RpoSample> samples = new ArrayList<>();
        for (int i = 0; i <= 360; i++) {
            boolean rising = now > 200;
            double flat = rising ? 20 : now;
            double wave = 1 + 0.08 * Math.sin(i / 2.0) + 0.05 * Math.sin(i / 7.0);
            double value =
                    rising && i > 180 ? flat + (now - flat) * (i - 180) / 180.0 : flat * wave;
            samples.add(new RpoSample(NIGHT.minusSeconds(10L * (360 - i)), value));
        }
        return samples;
    }

    /** One line from ps-tpe-02 to mt-khh-02, with the first machines behind it. */
    private TopologyView topology(long cacheUsed, Health line, int behind) {
        return new TopologyView(
                List.of(),
                List.of(
                        server("ps-1", ServerRole.PROCESS_SERVER, "ps-tpe-02", cacheUsed),
                        server("mt-1", ServerRole.MASTER_TARGET, "mt-khh-02", 0)),
                List.of(
                        new LinkView(
                                "ps-1>mt-1",
                                "ps-1",
                                "mt-1",
                                LinkKind.DATA,
                                line,
                                22_000_000,
                                96_000_000,
                                Optional.of(0.074),
                                138_000_000_000L,
                                line == Health.HEALTHY ? "" : "The line is cut.")),
                machines.stream()
                        .limit(behind)
                        .map(machine ->
                                new MachineNode(machine.id(), "primary", "", "ps-1", "mt-1"))
                        .toList());
    }

    private static ServerView server(String id, ServerRole role, String name, long cacheUsed) {
        return new ServerView(
                id,
                "c-" + id,
                role,
                name,
                role == ServerRole.PROCESS_SERVER ? "primary" : "recovery",
                "0.1.0",
                Health.HEALTHY,
                List.of(),
                0.61,
                8_000_000_000L,
                16_000_000_000L,
                cacheUsed,
                role == ServerRole.PROCESS_SERVER ? 300_000_000_000L : 0,
                33,
                57,
                Optional.empty(),
                NIGHT);
    }

    private void events(String... sentences) {
        for (String sentence : sentences) {
            events++;
            state.event(
                    new EventView(
                            1000 - events,
                            NIGHT.minus(Duration.ofMinutes(31 + (events - 1) * 80)),
                            sentence.contains("lost") ? Severity.CRITICAL : Severity.INFO,
                            sentence.contains("drill") || sentence.contains("failover")
                                    ? "TEST_FAILOVER_DONE"
                                    : sentence.contains("Policy") ? "POLICY_CHANGED" : "OTHER",
                            Optional.empty(),
                            Optional.empty(),
                            sentence,
                            "",
                            "",
                            Map.of()));
        }
    }
}
