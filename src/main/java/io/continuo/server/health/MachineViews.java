package io.continuo.server.health;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.MachineView;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;
import io.continuo.server.domain.PointSummary;
import io.continuo.server.domain.Policy;
import io.continuo.server.failover.FailoverDesk;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;
import io.continuo.server.recovery.Recovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts together what is known of a machine. */
public final class MachineViews {
    private static final double NANOS = 1e9;

    private final Machines machines;
    private final PolicyBook policies;
    private final LiveFacts facts;
    private final Points points;
    private final Drills drills;
    private final Recovery recovery;
    private final FailoverDesk failover;
    private final ActionRules rules;
    private final MachineHealth health;
    private final Clock clock;

    public MachineViews(
            Machines machines,
            Components components,
            PolicyBook policies,
            LiveFacts facts,
            Points points,
            Drills drills,
            Recovery recovery,
            FailoverDesk failover,
            ActionRules rules,
            Clock clock) {
        this.machines = machines;
        this.policies = policies;
        this.facts = facts;
        this.points = points;
        this.drills = drills;
        this.recovery = recovery;
        this.failover = failover;
        this.rules = rules;
        this.clock = clock;
        this.health = new MachineHealth(components, facts, points, drills);
    }

    public List<MachineView> page(String after, int limit) {
        return machines.page(after, limit).stream().map(this::view).toList();
    }

    public MachineView get(String idOrName) {
        return view(machines.get(idOrName));
    }

    public Optional<MachineView> byId(String id) {
        return machines.byId(id).map(this::view);
    }

    /** Now minus the source time of the newest durable moment (invariant 10). */
    Optional<Double> rpo(Machine machine, Instant now) {
        return facts.capture(machine.id())
                .flatMap(LiveFacts.Capture::durableTime)
                .map(time -> Math.max(0, Duration.between(time, now).toNanos() / NANOS));
    }

    Findings judge(Machine machine, Instant now) {
        return health.judge(machine, policy(machine), rpo(machine, now), now);
    }

    private Policy policy(Machine machine) {
        return policies.byId(machine.policyId());
    }

    private MachineView view(Machine machine) {
        Instant now = clock.instant();
        Optional<Double> rpo = rpo(machine, now);
        Policy policy = policy(machine);
        Findings findings = health.judge(machine, policy, rpo, now);
        Optional<CaptureReport> capture =
                facts.capture(machine.id()).map(LiveFacts.Capture::report);
        PointSummary summary = points.summary(machine.id());
        return new MachineView(
                machine.id(),
                machine.name(),
                machine.scenario(),
                policy.name(),
                machine.direction(),
                dataState(machine, summary),
                machine.dataCause(),
                machine.roleState(),
                findings.worst(),
                findings.reasons(),
                rpo,
                policy.rpoLimitSeconds(),
                policy.retentionSeconds(),
                capture.map(CaptureReport::churnBytesPerSecond).orElse(0L),
                capture.map(CaptureReport::waitingBytes).orElse(0L),
                capture.flatMap(CaptureReport::progress),
                capture.map(CaptureReport::hops).orElse(List.of()),
                machine.disks().stream().map(disk -> disk(machine, disk, capture)).toList(),
                summary.count(),
                summary.oldest(),
                summary.newest(),
                recovery.view(machine),
                drills.last(machine.id()),
                rules.views(machine),
                machine.protectedSince(),
                observedAt(machine),
                capture.flatMap(CaptureReport::changeLog),
                capture.flatMap(CaptureReport::resync),
                machine.hardware(),
                failover.view(machine));
    }

    private static DataState dataState(Machine machine, PointSummary summary) {
        boolean first = machine.phase() == Phase.ENABLING && summary.count() == 0;
        return first && machine.dataState() == DataState.DELTA
                ? DataState.FINALIZING
                : machine.dataState();
    }

    private static DiskView disk(
            Machine machine, MachineDisk disk, Optional<CaptureReport> capture) {
        Optional<DiskView> live =
                capture.flatMap(report ->
                        report.disks().stream()
                                .filter(view -> view.index() == disk.index())
                                .findFirst());
        return new DiskView(
                disk.index(),
                disk.path(),
                disk.sizeBytes(),
                disk.nbdUri(),
                live.map(DiskView::churnBytesPerSecond).orElse(0L),
                live.map(DiskView::waitingBytes).orElse(0L),
                live.map(DiskView::dataState).orElse(machine.dataState()),
                live.map(DiskView::devicePath).orElse(""),
                live.map(DiskView::fileBytes).orElse(0L));
    }

    /** The older of the two: what is shown is as old as its oldest part. */
    private Instant observedAt(Machine machine) {
        Optional<Instant> agent = facts.capture(machine.id()).map(LiveFacts.Capture::receivedAt);
        Optional<Instant> target = facts.replica(machine.id()).map(LiveFacts.Replica::receivedAt);
        if (agent.isEmpty() || target.isEmpty()) {
            return agent.or(() -> target).orElse(machine.protectedSince());
        }
        return agent.get().isBefore(target.get()) ? agent.get() : target.get();
    }
}
