package io.continuo.server.failover;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.Points;
import io.continuo.server.recovery.SharedPoints;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a failover would do and cost, from what is known now; nothing is touched. */
public final class Previews {
    private static final String LATEST = "latest";

    private final Machines machines;
    private final Components components;
    private final LiveFacts facts;
    private final Points points;
    private final ActionRules rules;
    private final SharedPoints shared;
    private final RunTimes times;
    private final Clock clock;

    public Previews(
            Machines machines,
            Components components,
            LiveFacts facts,
            Points points,
            ActionRules rules,
            SharedPoints shared,
            RunTimes times,
            Clock clock) {
        this.machines = machines;
        this.components = components;
        this.facts = facts;
        this.points = points;
        this.rules = rules;
        this.shared = shared;
        this.times = times;
        this.clock = clock;
    }

    public FailoverPreview of(String idOrName, FailoverKind kind, String choice) {
        Machine machine = machines.get(idOrName);
        List<CheckFinding> checks = new ArrayList<>();
        Optional<Problem> refused = rules.problem(FailoverDesk.action(kind, machine), machine);
        checks.add(
                CheckFinding.of("RULES", machine.name(), "The operation is legal now.", refused));
        Optional<LiveFacts.Capture> source = facts.capture(machine.id());
        boolean latest = choice.equals(LATEST);
        Optional<PointView> point = point(machine, choice, checks);
        if (latest && point.isPresent()) {
            point = newest(source).or(() -> points.find(machine.id(), LATEST));
        }
        checks.addAll(servers(machine, kind));
        boolean planned = kind == FailoverKind.PLANNED;
        if (planned && machine.dataState() != DataState.DELTA) {
            Problem problem = FailoverProblems.notDelta(machine.name(), machine.dataState().name());
            checks.add(CheckFinding.of("DATA_STATE", machine.name(), "", Optional.of(problem)));
        }
        return new FailoverPreview(
                machine.name(),
                kind,
                point,
                planned && latest ? 0 : lostSeconds(machine, source, point),
                planned && latest ? 0 : source.map(Previews::waiting).orElse(0L),
                source.map(LiveFacts.Capture::receivedAt),
                checks,
                times.expected(machine.id()),
                sentences(machine, kind, point));
    }

    private Optional<PointView> point(Machine machine, String choice, List<CheckFinding> checks) {
        try {
            String resolved = shared.resolve(machine, choice);
            points.check(machine, resolved);
            checks.add(
                    CheckFinding.of(
                            "POINT", choice, "The recovery point can be used.", Optional.empty()));
            return points.find(machine.id(), resolved);
        } catch (ContinuoException e) {
            checks.add(CheckFinding.of("POINT", choice, "", Optional.of(e.problem())));
            return Optional.empty();
        }
    }

    private List<CheckFinding> servers(Machine machine, FailoverKind kind) {
        String agent = machine.servers().agent();
        String target = machine.servers().masterTarget();
        String agentName = components.name(agent);
        String targetName = components.name(target);
        boolean planned = kind == FailoverKind.PLANNED;
        Optional<Problem> noSource =
                components.silent(agent)
                        ? Optional.of(FailoverProblems.silentSource(machine.name(), agentName))
                        : Optional.empty();
        CheckFinding source =
                noSource.isPresent() && !planned
                        ? new CheckFinding(
                                CheckLevel.WARN,
                                "SOURCE",
                                agentName,
                                agentName
                                        + " is not heard of: what the machine wrote since is lost,"
                                        + " and it cannot be kept off its disks until it is back.",
                                "If it still runs, shut it down by hand first.")
                        : CheckFinding.of("SOURCE", agentName, "It answers.", noSource);
        return List.of(
                source,
                CheckFinding.of(
                        "TARGET",
                        targetName,
                        "It answers.",
                        components.silent(target)
                                ? Optional.of(
                                        FailoverProblems.silentTarget(machine.name(), targetName))
                                : Optional.empty()));
    }

    /** The newest moment the target holds durably: it may be newer than the newest point. */
    private static Optional<PointView> newest(Optional<LiveFacts.Capture> source) {
        return source.flatMap(LiveFacts.Capture::durableTime)
                .map(time -> new PointView(LATEST, time, PointKind.CRASH, "", false));
    }

    /**
     * From the point to now; to when the source was last heard of where it is silent, because
     * nobody knows whether it lived on.
     */
    private double lostSeconds(
            Machine machine, Optional<LiveFacts.Capture> source, Optional<PointView> point) {
        Instant alive =
                components.silent(machine.servers().agent())
                        ? source.map(LiveFacts.Capture::receivedAt).orElseGet(clock::instant)
                        : clock.instant();
        return point.map(at -> Duration.between(at.time(), alive).toMillis() / 1e3)
                .map(seconds -> Math.max(0, seconds))
                .orElse(0.0);
    }

    private static long waiting(LiveFacts.Capture capture) {
        CaptureReport report = capture.report();
        return report.waitingBytes();
    }

    private List<String> sentences(Machine machine, FailoverKind kind, Optional<PointView> point) {
        String from = components.name(machine.servers().agent());
        String to = components.name(machine.servers().masterTarget());
        List<String> sentences = new ArrayList<>();
        if (kind == FailoverKind.PLANNED) {
            sentences.add(machine.name() + " is shut down at " + from + ".");
            sentences.add("What it wrote last is brought over, so that nothing is lost.");
        }
        sentences.add(machine.name() + " is kept off its disks at " + from + ".");
        sentences.add(
                "It starts at "
                        + to
                        + (kind == FailoverKind.PLANNED
                                ? "."
                                : point.map(at -> " from the point of " + at.time() + ".")
                                        .orElse(".")));
        sentences.add("You can cancel or choose another point until you commit.");
        return sentences;
    }
}
