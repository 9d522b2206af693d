package io.continuo.replication.node;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.component.OrderProgress;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.Progress;
import io.continuo.platform.machines.MachineHost;
import io.continuo.platform.machines.MachineLook;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.mobility.RateMeter;
import io.continuo.replication.target.ExportWatch;
import io.continuo.replication.target.MasterTarget;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Does what the configuration server orders, one order at a time per call. */
final class OrderDesk {
    private final Optional<AgentRole> agent;
    private final Optional<GroupPart> groups;
    private final Optional<MasterTarget> target;
    private final Optional<Gateway> gateway;
    private final MachineHost machines;
    private final Lines lines;
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Map<String, Thread> waiting = new ConcurrentHashMap<>();

    OrderDesk(
            Optional<AgentRole> agent,
            Optional<GroupPart> groups,
            Optional<MasterTarget> target,
            Optional<Gateway> gateway,
            MachineHost machines,
            Lines lines) {
        this.agent = agent;
        this.groups = groups;
        this.target = target;
        this.gateway = gateway;
        this.machines = machines;
        this.lines = lines;
    }

    /** Carries an order out; refusals are thrown. */
    Outcome execute(String orderId, Order order) throws InterruptedException {
        return switch (order) {
            case Order.CheckDisks check -> new Outcome.DisksChecked(agent().inspect(check.paths()));
            case Order.PrepareReplica prepare -> {
                target().prepare(prepare.replica(), prepare.seeds());
                yield new Outcome.Done();
            }
            case Order.StartCapture start ->
                    new Outcome.CaptureStarted(agent().startCapture(start.capture()));
            case Order.ChangeSettings change -> {
                change(change);
                yield new Outcome.Done();
            }
            case Order.StartResync resync ->
                    new Outcome.ResyncStarted(agent().resync(resync.machineId()));
            case Order.StopCapture stop -> {
                agent().forget(stop.machineId());
                yield new Outcome.Done();
            }
            case Order.RemoveReplica remove -> {
                target().remove(remove.machineId());
                yield new Outcome.Done();
            }
            case Order.MarkPoint mark -> mark(orderId, mark);
            case Order.SetGroups set -> {
                groups().set(set.groups());
                yield new Outcome.Done();
            }
            case Order.SetAppPoints set -> {
                groups().appPoints(set.machines());
                yield new Outcome.Done();
            }
            case Order.MarkGroup mark ->
                    new Outcome.GroupMarked(
                            groups().mark(mark.groupId(), mark.kind(), mark.label()));
            case Order.OpenView open -> target().openView(open.machineId(), open.point());
            case Order.CloseView close -> {
                target().closeView(close.machineId());
                yield new Outcome.Done();
            }
            case Order.HoldCapture hold -> {
                agent().hold(hold.machineId(), hold.force());
                yield new Outcome.Done();
            }
            case Order.ReleaseCapture release ->
                    new Outcome.CaptureStarted(agent().release(release.machineId()));
            case Order.OpenLive open -> target().openLive(open.machineId(), open.point());
            case Order.DropLive drop -> {
                target().dropLive(drop.machineId());
                yield new Outcome.Done();
            }
            case Order.MakeLiveWhole make -> {
                makeWhole(orderId, make);
                yield new Outcome.Done();
            }
            case Order.HandOverLive over ->
                    new Outcome.HandedOver(
                            target().handOverLive(over.machineId(), over.disks(), over.to()));
            case Order.ExportPoint export -> export(orderId, export);
            case Order.CancelOrder cancel -> {
                cancel(cancel.orderId());
                yield new Outcome.Done();
            }
            case Order.SetThrottle set -> {
                gateway.orElseThrow(() -> notMine(ComponentRole.PROCESS_SERVER).toException())
                        .throttle(set.throttle());
                yield new Outcome.Done();
            }
            case Order.ChangeRoute change -> {
                agent().redirect(change.machineId(), change.processServer(), change.masterTarget());
                yield new Outcome.Done();
            }
            case Order.Distrust distrust -> {
                lines.distrust(distrust.revokedCertificates());
                yield new Outcome.Done();
            }
            case Order.StartMachine start ->
                    new Outcome.MachineStarted(machines.start(start.start()));
            case Order.StopMachine stop ->
                    new Outcome.MachineStopped(
                            machines.stop(
                                    stop.runId(),
                                    Duration.ofSeconds(stop.gracefulSeconds()),
                                    stop.force()));
            case Order.LookAtMachine look -> seen(machines.look(look.runId()));
            case Order.RepointDisks repoint -> {
                machines.repoint(repoint.runId(), repoint.diskUris());
                yield new Outcome.Done();
            }
            case Order.CutLink cut -> {
                agent().cut(Duration.ofNanos((long) (cut.seconds() * 1e9)));
                yield new Outcome.Done();
            }
        };
    }

    private static Outcome seen(MachineLook look) {
        return new Outcome.MachineSeen(
                look.run(),
                look.screenshot().map(Base64.getEncoder()::encodeToString),
                look.serialTail());
    }

    private void change(Order.ChangeSettings change) {
        agent.ifPresent(role ->
                role.changeSettings(
                        change.machineId(), change.crashPointSeconds(), change.resyncWindow()));
        target.ifPresent(host ->
                host.changeRetention(
                        change.machineId(), Duration.ofSeconds(change.retentionSeconds())));
    }

    private Outcome mark(String orderId, Order.MarkPoint mark) throws InterruptedException {
        waiting.put(orderId, Thread.currentThread());
        try {
            return new Outcome.PointMade(
                    mark.kind() == PointKind.APP
                            ? groups().appPoint(mark.machineId(), mark.label())
                            : agent().mark(mark.machineId(), mark.kind(), mark.label()));
        } catch (InterruptedException e) {
            if (cancelled.contains(orderId)) {
                throw cancelledProblem().toException(e);
            }
            throw e;
        } finally {
            waiting.remove(orderId);
        }
    }

    private Outcome export(String orderId, Order.ExportPoint export) {
        try {
            return target().export(
                            export.machineId(),
                            export.point(),
                            Path.of(export.directory()),
                            export.format(),
                            new Watch(orderId));
        } finally {
            progress.remove(orderId);
        }
    }

    private void makeWhole(String orderId, Order.MakeLiveWhole make) {
        try {
            target().makeLiveWhole(make.machineId(), new Watch(orderId));
        } finally {
            progress.remove(orderId);
        }
    }

    private void cancel(String orderId) {
        cancelled.add(orderId);
        Thread waits = waiting.get(orderId);
        if (waits != null) {
            waits.interrupt();
        }
    }

    /** An order was answered: whether it was to be cancelled matters no longer. */
    void answered(String orderId) {
        cancelled.remove(orderId);
    }

    /** Where long orders are. */
    List<OrderProgress> progress() {
        return progress.entrySet().stream()
                .map(entry -> new OrderProgress(entry.getKey(), entry.getValue()))
                .toList();
    }

    private AgentRole agent() {
        return agent.orElseThrow(() -> notMine(ComponentRole.AGENT).toException());
    }

    private GroupPart groups() {
        return groups.orElseThrow(() -> notMine(ComponentRole.AGENT).toException());
    }

    private MasterTarget target() {
        return target.orElseThrow(() -> notMine(ComponentRole.MASTER_TARGET).toException());
    }

    /** Keeps an export's progress for the next report. */
    private final class Watch implements ExportWatch {
        private final String orderId;
        private final RateMeter rate = new RateMeter();

        Watch(String orderId) {
            this.orderId = orderId;
        }

        @Override
        public void progress(long doneBytes, long totalBytes) {
            long speed = rate.rate(System.nanoTime(), doneBytes);
            progress.put(orderId, new Progress(doneBytes, totalBytes, speed));
        }

        @Override
        public boolean cancelled() {
            return cancelled.contains(orderId);
        }
    }

    private static Problem cancelledProblem() {
        return Problem.of(
                ErrorCode.CANCELLED,
                "The order was cancelled.",
                "Someone asked for it.",
                "Give it again if it is still wanted.");
    }

    private static Problem notMine(ComponentRole role) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "This component cannot do that.",
                "It does not have the role " + role + ".",
                "Give the order to a component that has it.",
                role.name());
    }
}
