package io.continuo.console.failover;

import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Words;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sentences and checks of a drill. */
final class DrillWords {
    private static final Duration ENDED_AFTER = Duration.ofDays(14);

    private final Ui ui;

    DrillWords(Ui ui) {
        this.ui = ui;
    }

    /** The button that starts it. */
    String start(String machine, DrillPoint point) {
        return switch (point.kind()) {
            case LATEST -> ui.text("failover.start.latest", "machine", machine);
            case SHARED -> ui.text("failover.start.shared", "machine", machine);
            case POINT, MOMENT ->
                    ui.text(
                            "failover.start",
                            "machine",
                            machine,
                            "time",
                            ui.format().clockWithSeconds(point.time()));
        };
    }

    /** What happens when the button is pressed, sentence by sentence. */
    List<String> happens(MachineView machine, DrillPoint point) {
        return List.of(
                point.isLatest()
                        ? ui.messages()
                                .rich(
                                        "failover.happens.open.latest",
                                        "disks",
                                        machine.disks().size(),
                                        "machine",
                                        machine.name())
                        : ui.messages()
                                .rich(
                                        "failover.happens.open",
                                        "disks",
                                        machine.disks().size(),
                                        "machine",
                                        machine.name(),
                                        "time",
                                        ui.format().clockWithSeconds(point.time())),
                ui.messages().rich("failover.happens.replication"),
                ui.messages().rich("failover.happens.attach"),
                ui.messages()
                        .rich("failover.happens.clean", "span", ui.format().span(ENDED_AFTER)));
    }

    /** What speaks for and against starting now. */
    List<CheckFinding> checks(
            MachineView machine, Optional<DrillPoint> point, boolean stale, Instant now) {
        List<CheckFinding> findings = new ArrayList<>();
        Optional<ActionView> act =
                machine.actions().stream()
                        .filter(action -> action.action() == Action.TEST_FAILOVER)
                        .findFirst();
        if (act.isPresent() && !act.get().allowed()) {
            findings.add(
                    finding(
                            CheckLevel.REFUSE,
                            ui.text("failover.check.notNow", "machine", machine.name()),
                            act.get().reason()));
        } else if (point.isEmpty() && machine.pointCount() > 0) {
            findings.add(
                    finding(
                            CheckLevel.REFUSE,
                            ui.text("failover.check.noMoment"),
                            ui.text("failover.check.noMoment.correction")));
        } else if (point.isEmpty()) {
            findings.add(
                    finding(
                            CheckLevel.REFUSE,
                            ui.text("failover.check.noPoint", "machine", machine.name()),
                            ui.text("failover.check.noPoint.correction")));
        } else {
            findings.add(pass(ui.text("failover.check.allowed", "machine", machine.name())));
        }
        if (stale) {
            findings.add(
                    finding(
                            CheckLevel.WARN,
                            ui.text("failover.check.stale"),
                            ui.text("failover.check.stale.correction")));
        }
        checkData(machine, findings);
        checkLastDrill(machine, now, findings);
        return findings;
    }

    private void checkData(MachineView machine, List<CheckFinding> findings) {
        if (machine.health() == Health.CRITICAL || machine.health() == Health.WARNING) {
            machine.healthReasons().stream()
                    .findFirst()
                    .ifPresent(reason ->
                            findings.add(
                                    finding(
                                            CheckLevel.WARN,
                                            reason.message(),
                                            ui.text("failover.check.older"))));
        } else if (machine.dataState() == DataState.DELTA) {
            findings.add(pass(ui.text("failover.check.delta")));
        } else {
            findings.add(
                    finding(
                            CheckLevel.WARN,
                            ui.text(
                                    "failover.check.data",
                                    "state",
                                    Words.of(ui, machine.dataState())),
                            ui.text("failover.check.older")));
        }
    }

    private void checkLastDrill(MachineView machine, Instant now, List<CheckFinding> findings) {
        machine.lastDrill()
                .ifPresentOrElse(
                        drill ->
                                findings.add(
                                        pass(
                                                ui.text(
                                                        drill.succeeded()
                                                                ? "failover.check.lastDrill"
                                                                : "failover.check.lastDrillFailed",
                                                        "ago",
                                                        ui.format()
                                                                .relative(drill.endedAt(), now)))),
                        () -> findings.add(pass(ui.text("failover.check.firstDrill"))));
    }

    /** Whether nothing refuses. */
    static boolean allowed(List<CheckFinding> findings) {
        return findings.stream().noneMatch(finding -> finding.level() == CheckLevel.REFUSE);
    }

    private static CheckFinding pass(String message) {
        return finding(CheckLevel.PASS, message, "");
    }

    private static CheckFinding finding(CheckLevel level, String message, String correction) {
        return new CheckFinding(level, "DRILL", "drill", message, correction);
    }

    /** Where a running drill comes from. */
    String from(TestFailoverView drill) {
        return ui.text(
                "failover.running.from",
                "time",
                ui.format().exactly(drill.point().time()),
                "kind",
                Words.of(ui, drill.point()));
    }

    /** How a disk is called: its file's name is enough where names differ. */
    static String diskName(String path, List<String> all) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        long same = all.stream().filter(other -> other.endsWith("/" + name)).count();
        return name.isEmpty() || same > 1 ? path : name;
    }

    static List<String> paths(MachineView machine) {
        return machine.disks().stream().map(DiskView::path).toList();
    }
}
