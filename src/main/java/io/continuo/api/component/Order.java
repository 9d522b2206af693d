package io.continuo.api.component;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.PointKind;

import java.util.List;
import java.util.Optional;

/**
 * What the configuration server asks of a component. Orders are idempotent: the same one twice does
 * no harm.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Order.CheckDisks.class, name = "check-disks"),
    @JsonSubTypes.Type(value = Order.PrepareReplica.class, name = "prepare-replica"),
    @JsonSubTypes.Type(value = Order.StartCapture.class, name = "start-capture"),
    @JsonSubTypes.Type(value = Order.ChangeSettings.class, name = "change-settings"),
    @JsonSubTypes.Type(value = Order.StartResync.class, name = "start-resync"),
    @JsonSubTypes.Type(value = Order.StopCapture.class, name = "stop-capture"),
    @JsonSubTypes.Type(value = Order.RemoveReplica.class, name = "remove-replica"),
    @JsonSubTypes.Type(value = Order.MarkPoint.class, name = "mark-point"),
    @JsonSubTypes.Type(value = Order.SetGroups.class, name = "set-groups"),
    @JsonSubTypes.Type(value = Order.SetAppPoints.class, name = "set-app-points"),
    @JsonSubTypes.Type(value = Order.MarkGroup.class, name = "mark-group"),
    @JsonSubTypes.Type(value = Order.OpenView.class, name = "open-view"),
    @JsonSubTypes.Type(value = Order.CloseView.class, name = "close-view"),
    @JsonSubTypes.Type(value = Order.HoldCapture.class, name = "hold-capture"),
    @JsonSubTypes.Type(value = Order.ReleaseCapture.class, name = "release-capture"),
    @JsonSubTypes.Type(value = Order.OpenLive.class, name = "open-live"),
    @JsonSubTypes.Type(value = Order.DropLive.class, name = "drop-live"),
    @JsonSubTypes.Type(value = Order.MakeLiveWhole.class, name = "make-live-whole"),
    @JsonSubTypes.Type(value = Order.HandOverLive.class, name = "hand-over-live"),
    @JsonSubTypes.Type(value = Order.ExportPoint.class, name = "export-point"),
    @JsonSubTypes.Type(value = Order.CancelOrder.class, name = "cancel-order"),
    @JsonSubTypes.Type(value = Order.CutLink.class, name = "cut-link"),
    @JsonSubTypes.Type(value = Order.SetThrottle.class, name = "set-throttle"),
    @JsonSubTypes.Type(value = Order.Distrust.class, name = "distrust"),
    @JsonSubTypes.Type(value = Order.ChangeRoute.class, name = "change-route"),
    @JsonSubTypes.Type(value = Order.StartMachine.class, name = "start-machine"),
    @JsonSubTypes.Type(value = Order.StopMachine.class, name = "stop-machine"),
    @JsonSubTypes.Type(value = Order.LookAtMachine.class, name = "look-at-machine"),
    @JsonSubTypes.Type(value = Order.RepointDisks.class, name = "repoint-disks")
})
public sealed interface Order {
    /** Agent: look at these paths; answered by {@link Outcome.DisksChecked}. */
    record CheckDisks(List<String> paths) implements Order {}

    /**
     * Master target: make room for a replica.
     *
     * @param seeds raw images it begins as a copy of, one for each disk; empty for none, and
     *     without meaning for a replica that has begun
     */
    record PrepareReplica(ReplicaSpec replica, List<String> seeds) implements Order {
        public PrepareReplica {
            seeds = seeds == null ? List.of() : List.copyOf(seeds);
        }

        /** An empty one, or one there is. */
        public PrepareReplica(ReplicaSpec replica) {
            this(replica, List.of());
        }
    }

    /** Agent: capture and replicate from now on; answered by {@link Outcome.CaptureStarted}. */
    record StartCapture(CaptureSpec capture) implements Order {}

    /** Agent and master target: a policy changed. */
    record ChangeSettings(
            String machineId,
            long crashPointSeconds,
            long retentionSeconds,
            Optional<String> resyncWindow)
            implements Order {}

    /**
     * Agent: start the resync that is due now, or compare everything where none is; answered by
     * {@link Outcome.ResyncStarted}.
     */
    record StartResync(String machineId) implements Order {}

    /** Agent: stop capturing; the disk itself is left as it is. */
    record StopCapture(String machineId) implements Order {}

    /** Master target: forget a replica with all its points. */
    record RemoveReplica(String machineId) implements Order {}

    /**
     * Agent: make a point; answered by {@link Outcome.PointMade} once the target holds it durably.
     */
    record MarkPoint(String machineId, PointKind kind, String label) implements Order {}

    /** Agent: this is all there is to know of its machines' app-consistent points, from now on. */
    record SetAppPoints(List<AppPointSpec> machines) implements Order {}

    /** Agent: these are all the consistency groups its machines are in, from now on. */
    record SetGroups(List<GroupSpec> groups) implements Order {}

    /**
     * Agent that coordinates a group: make a shared point; answered by {@link Outcome.GroupMarked}
     * once every member's target holds it durably.
     */
    record MarkGroup(String groupId, PointKind kind, String label) implements Order {}

    /**
     * Master target: serve a point ({@code latest} or an id) read-write; answered by {@link
     * Outcome.ViewOpened}.
     */
    record OpenView(String machineId, String point) implements Order {}

    /** Master target: drop the view and everything written to it. */
    record CloseView(String machineId) implements Order {}

    /**
     * Agent: keep the machine off its disks; what was captured still travels.
     *
     * @param force also while somebody uses them, who is cut off; else that is refused
     */
    record HoldCapture(String machineId, boolean force) implements Order {}

    /** Agent: the machine may use its disks again; answered by {@link Outcome.CaptureStarted}. */
    record ReleaseCapture(String machineId) implements Order {}

    /**
     * Master target: serve a point for the machine to run on; answered by {@link
     * Outcome.ViewOpened}.
     */
    record OpenLive(String machineId, String point) implements Order {}

    /** Master target: drop what the machine ran on, with all it wrote. */
    record DropLive(String machineId) implements Order {}

    /** Master target: make what the machine runs on images that need the replica no more. */
    record MakeLiveWhole(String machineId) implements Order {}

    /**
     * Master target: serve these images no longer, and bring them to where they are to stay;
     * answered by {@link Outcome.HandedOver}.
     *
     * @param disks indexes of the disks
     * @param to a path for each; empty for places of the target's own
     */
    record HandOverLive(String machineId, List<Integer> disks, List<String> to) implements Order {
        public HandOverLive {
            disks = List.copyOf(disks);
            to = List.copyOf(to);
        }
    }

    /** Master target: write a point's disks as files; answered by {@link Outcome.Exported}. */
    record ExportPoint(String machineId, String point, String directory, ExportFormat format)
            implements Order {}

    /** Stop working on another order; that one then ends with a {@code CANCELLED} problem. */
    record CancelOrder(String orderId) implements Order {}

    /** Process server: forward no faster than this. */
    record SetThrottle(Throttle throttle) implements Order {}

    /**
     * Agent: behave as if the line to the process server were cut for so long (lab and training
     * only).
     */
    record CutLink(double seconds) implements Order {}

    /** Agent: send a machine's changes to these addresses from now on. */
    record ChangeRoute(String machineId, String processServer, String masterTarget)
            implements Order {}

    /**
     * Every component: end every line to whoever shows one of these certificates, and make none.
     */
    record Distrust(List<String> revokedCertificates) implements Order {}

    /**
     * Every component: start a machine, or find it running under that run; answered by {@link
     * Outcome.MachineStarted}.
     */
    record StartMachine(MachineStart start) implements Order {}

    /**
     * Every component: shut a machine down; answered by {@link Outcome.MachineStopped}.
     *
     * @param gracefulSeconds how long it has to go down by itself; 0 switches it off at once if
     *     {@code force} is set
     * @param force whether it is switched off then; otherwise the order is refused, and it runs on
     */
    record StopMachine(String runId, long gracefulSeconds, boolean force) implements Order {}

    /** Every component: how a machine is; answered by {@link Outcome.MachineSeen}. */
    record LookAtMachine(String runId) implements Order {}

    /**
     * Every component: a running machine finds its disks elsewhere from its next connection on.
     *
     * @param diskUris in order, as many as it was started with
     */
    record RepointDisks(String runId, List<String> diskUris) implements Order {}
}
