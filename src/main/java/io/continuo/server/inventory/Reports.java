package io.continuo.server.inventory;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.component.ReplicaReport;
import io.continuo.api.machine.DiskView;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Takes in what components report once a second. */
public final class Reports {
    private final Machines machines;
    private final Components components;
    private final LiveFacts facts;
    private final OrderDesk orders;
    private final Points points;
    private final Drills drills;
    private final EventLog events;
    private final UpdateHub hub;
    private final Clock clock;
    private final BiConsumer<String, ComponentReport> onReport;
    private final DataStateEvents states;
    private final OldPrimaries strays;

    public Reports(
            Machines machines,
            Components components,
            LiveFacts facts,
            OrderDesk orders,
            Points points,
            Drills drills,
            EventLog events,
            UpdateHub hub,
            Clock clock,
            BiConsumer<String, ComponentReport> onReport) {
        this.machines = machines;
        this.components = components;
        this.facts = facts;
        this.orders = orders;
        this.points = points;
        this.drills = drills;
        this.events = events;
        this.hub = hub;
        this.clock = clock;
        this.onReport = onReport;
        this.states = new DataStateEvents(events);
        this.strays = new OldPrimaries(components, orders, events);
    }

    public void take(String componentId, ComponentReport report) {
        Instant now = clock.instant();
        components.heard(componentId);
        facts.take(componentId, report, now);
        report.progress().forEach(progress -> orders.progress(componentId, progress));
        report.captures().forEach(capture -> take(componentId, capture, now));
        report.replicas().forEach(replica -> take(componentId, replica, now));
        report.events().forEach(this::raise);
        onReport.accept(componentId, report);
    }

    private void take(String componentId, CaptureReport report, Instant now) {
        Optional<Machine> known = machines.byId(report.machineId());
        known.filter(machine -> machine.servers().agent().equals(componentId))
                .filter(Machine::captureWanted)
                .ifPresentOrElse(
                        machine -> {
                            facts.take(componentId, report, now);
                            machines.change(machine.id(), before -> reported(before, report))
                                    .ifPresent(after -> states.changed(machine.dataState(), after));
                            hub.machineChanged(machine.id());
                        },
                        () -> known.ifPresent(machine -> strays.seen(componentId, machine, now)));
    }

    private void take(String componentId, ReplicaReport report, Instant now) {
        machines.byId(report.machineId())
                .filter(machine -> machine.servers().masterTarget().equals(componentId))
                .filter(Machine::replicaWanted)
                .ifPresent(machine -> {
                    facts.take(machine.servers().agent(), report, now);
                    points.take(report);
                    report.view().ifPresent(view -> drills.seen(machine.id(), view));
                    hub.machineChanged(machine.id());
                });
    }

    private static Machine reported(Machine machine, CaptureReport report) {
        return machine.withDataState(report.dataState(), report.cause())
                .withDisks(
                        machine.disks().stream()
                                .map(disk -> withUri(disk, report.disks()))
                                .toList());
    }

    private static MachineDisk withUri(MachineDisk disk, List<DiskView> reported) {
        return reported.stream()
                .filter(view -> view.index() == disk.index() && !view.nbdUri().isEmpty())
                .findFirst()
                .map(view -> disk.withNbdUri(view.nbdUri()))
                .orElse(disk);
    }

    private void raise(RaisedEvent event) {
        events.raise(
                new EventText(
                        event.severity(),
                        event.code(),
                        event.message(),
                        event.cause(),
                        event.correction(),
                        event.args()),
                event.machineId().flatMap(machines::byId),
                event.time());
    }
}
