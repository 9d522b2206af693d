package io.continuo.console.failover;

import io.continuo.api.error.Nearest;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.FailoverView;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Nic;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.RefusalReason;
import io.continuo.api.machine.RoleState;
import io.continuo.console.Samples;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A machine in the states of a failover, as its server would tell of it. */
final class FailoverSamples {
    static final String NAME = "erp-db-01";

    private FailoverSamples() {}

    static MachineView protectedForward() {
        return machine(
                Direction.FORWARD,
                RoleState.PROTECTED,
                Optional.empty(),
                RefusalReason.NOT_FAILED_OVER,
                Action.TEST_FAILOVER,
                Action.PLANNED_FAILOVER,
                Action.UNPLANNED_FAILOVER,
                Action.MARK_POINT,
                Action.EXPORT_POINT,
                Action.UNPROTECT);
    }

    /** Its data does not flow, so that no planned failover is legal. */
    static MachineView behind() {
        return machine(
                Direction.FORWARD,
                RoleState.PROTECTED,
                Optional.empty(),
                RefusalReason.DATA_STANDS,
                Action.TEST_FAILOVER,
                Action.UNPLANNED_FAILOVER);
    }

    static MachineView pending() {
        return machine(
                Direction.FORWARD,
                RoleState.COMMIT_PENDING,
                Optional.of(failover(FailoverKind.UNPLANNED)),
                RefusalReason.COMMIT_FIRST,
                Action.CHANGE_POINT,
                Action.COMMIT,
                Action.CANCEL_FAILOVER,
                Action.EXPORT_POINT);
    }

    static MachineView committed() {
        return machine(
                Direction.NONE,
                RoleState.COMMITTED,
                Optional.of(failover(FailoverKind.PLANNED)),
                RefusalReason.REPROTECT_FIRST,
                Action.REPROTECT);
    }

    static MachineView reversed() {
        return machine(
                Direction.REVERSE,
                RoleState.PROTECTED,
                Optional.empty(),
                RefusalReason.NOT_FAILED_OVER,
                Action.TEST_FAILOVER,
                Action.PLANNED_FAILOVER,
                Action.UNPLANNED_FAILOVER,
                Action.FAILBACK,
                Action.MARK_POINT,
                Action.EXPORT_POINT);
    }

    static FailoverPreview preview(FailoverKind kind, Optional<PointView> point) {
        boolean planned = kind == FailoverKind.PLANNED;
        return new FailoverPreview(
                NAME,
                kind,
                point,
                planned ? 0 : 1446,
                planned ? 0 : 19_600_000_000L,
                Optional.of(Samples.NOW.minusSeconds(4)),
                List.of(
                        finding(CheckLevel.PASS, "RULES", NAME, "It is legal.", ""),
                        finding(CheckLevel.PASS, "POINT", "latest", "It can be used.", ""),
                        finding(
                                planned ? CheckLevel.PASS : CheckLevel.WARN,
                                "SOURCE",
                                "kvm-tpe-02",
                                "It is not heard of.",
                                "Shut it down by hand first."),
                        finding(CheckLevel.PASS, "TARGET", "mt-khh-02", "It answers.", "")),
                Optional.of(3.4),
                List.of("It starts."));
    }

    static FailoverPreview refused(FailoverKind kind) {
        return new FailoverPreview(
                NAME,
                kind,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                List.of(
                        finding(
                                CheckLevel.REFUSE,
                                "COMPONENT_SILENT",
                                "mt-khh-02",
                                "The master target mt-khh-02 is not heard of.",
                                "Bring it back, or wait until it is heard of again.")),
                Optional.empty(),
                List.of());
    }

    private static CheckFinding finding(
            CheckLevel level, String code, String subject, String message, String correction) {
        return new CheckFinding(level, code, subject, message, correction);
    }

    private static FailoverView failover(FailoverKind kind) {
        return new FailoverView(
                NAME,
                kind,
                Optional.of(Samples.points(30).getLast()),
                Samples.NOW.minusSeconds(760),
                Optional.empty(),
                Samples.drill(NAME, 2, Samples.points(1).getFirst()).disks(),
                kind == FailoverKind.PLANNED,
                false,
                Optional.of(2.9),
                "Its serial console shows a login.",
                "What it wrote is dropped.");
    }

    private static MachineView machine(
            Direction direction,
            RoleState role,
            Optional<FailoverView> failover,
            RefusalReason otherwise,
            Action... legal) {
        MachineView base = Samples.machine(NAME, 2);
        return new MachineView(
                base.id(),
                base.name(),
                base.scenario(),
                base.policy(),
                direction,
                base.dataState(),
                base.dataCause(),
                role,
                base.health(),
                base.healthReasons(),
                base.rpoSeconds(),
                base.rpoLimitSeconds(),
                base.retentionSeconds(),
                base.churnBytesPerSecond(),
                base.waitingBytes(),
                base.progress(),
                base.hops(),
                base.disks(),
                base.pointCount(),
                base.oldestPoint(),
                base.newestPoint(),
                Optional.empty(),
                Optional.empty(),
                Arrays.stream(Action.values())
                        .filter(action -> action != Action.COMPLETE_MIGRATION)
                        .map(action -> act(action, List.of(legal).contains(action), otherwise))
                        .toList(),
                base.protectedSince(),
                base.observedAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new Hardware(
                                4,
                                16_384,
                                Firmware.UEFI,
                                List.of(
                                        new Nic(
                                                "52:54:00:12:34:56",
                                                "khh-servers",
                                                Optional.of("10.20.4.21"))),
                                Optional.empty())),
                failover);
    }

    private static ActionView act(Action action, boolean legal, RefusalReason otherwise) {
        return legal
                ? new ActionView(action, true, "")
                : new ActionView(
                        action,
                        false,
                        "Not now: " + otherwise,
                        Optional.of(otherwise),
                        Optional.of(Nearest.WAIT));
    }
}
