package io.continuo.server;

import io.continuo.api.machine.FailoverKind;
import io.continuo.api.server.ServerStatus;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.DataKeys;
import io.continuo.server.auth.Passphrases;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.UpdateHub;
import io.continuo.server.failover.ByComponents;
import io.continuo.server.failover.CancelScript;
import io.continuo.server.failover.ChangePointScript;
import io.continuo.server.failover.CommitScript;
import io.continuo.server.failover.FailoverDesk;
import io.continuo.server.failover.FailoverScript;
import io.continuo.server.failover.FailoverTools;
import io.continuo.server.failover.Failovers;
import io.continuo.server.failover.MachinePower;
import io.continuo.server.failover.Previews;
import io.continuo.server.failover.ReprotectScript;
import io.continuo.server.failover.Returns;
import io.continuo.server.group.Groups;
import io.continuo.server.health.HealthParts;
import io.continuo.server.health.MachineViews;
import io.continuo.server.health.Watch;
import io.continuo.server.http.Features;
import io.continuo.server.inventory.Assigner;
import io.continuo.server.inventory.ComponentDoor;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Enrolment;
import io.continuo.server.inventory.Faults;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.inventory.Reports;
import io.continuo.server.inventory.Throttles;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.plan.MachineParts;
import io.continuo.server.plan.PlanParts;
import io.continuo.server.policy.Policies;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.protection.ChangeDisks;
import io.continuo.server.protection.DisableProtection;
import io.continuo.server.protection.EnableProtection;
import io.continuo.server.protection.FirstCopy;
import io.continuo.server.protection.HardwareSettings;
import io.continuo.server.protection.MachineDisks;
import io.continuo.server.protection.Moves;
import io.continuo.server.protection.Protection;
import io.continuo.server.protection.Removal;
import io.continuo.server.recovery.ActionRules;
import io.continuo.server.recovery.AppPointSettings;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Export;
import io.continuo.server.recovery.LeftDrills;
import io.continuo.server.recovery.Points;
import io.continuo.server.recovery.Recovery;
import io.continuo.server.recovery.TestFailover;
import io.continuo.server.recovery.TestFailoverCleanup;
import io.continuo.server.store.AppScriptStore;
import io.continuo.server.store.ComponentStore;
import io.continuo.server.store.Database;
import io.continuo.server.store.DrillPictures;
import io.continuo.server.store.DrillStore;
import io.continuo.server.store.EventStore;
import io.continuo.server.store.FailoverStore;
import io.continuo.server.store.GroupStore;
import io.continuo.server.store.JobStore;
import io.continuo.server.store.LeftoverStore;
import io.continuo.server.store.MachineStore;
import io.continuo.server.store.PassphraseStore;
import io.continuo.server.store.PlanRunStore;
import io.continuo.server.store.PlanStore;
import io.continuo.server.store.PointStore;
import io.continuo.server.store.PolicyStore;
import io.continuo.server.store.ThrottleStore;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The parts of a server, wired by hand. */
final class Parts {
    private static final int API_VERSION = 1;

    private final UpdateHub hub = new UpdateHub();
    private final List<Runnable> housekeeping = new CopyOnWriteArrayList<>();
    private final LiveFacts facts = new LiveFacts();
    private final EventLog events;
    private final Machines machines;
    private final Components components;
    private final OrderDesk orders;
    private final Jobs jobs;
    private final HealthParts health;
    private final Features features;

    Parts(ServerSettings settings, Database database, DataKeys keys, CertificateBook certificates) {
        Clock clock = settings.clock();
        String version =
                Optional.ofNullable(Parts.class.getPackage().getImplementationVersion())
                        .orElse("development");
        PolicyBook policies = new PolicyBook(new PolicyStore(database));
        events = new EventLog(new EventStore(database), hub, clock);
        machines = new Machines(new MachineStore(database), hub);
        components = new Components(new ComponentStore(database), clock);
        orders = new OrderDesk(components);
        String user = System.getProperty("user.name", "");
        jobs = new Jobs(new JobStore(database), hub, clock, user);
        Points points = new Points(new PointStore(database));
        Drills drills =
                new Drills(
                        new DrillStore(database),
                        new DrillPictures(settings.dataDirectory().resolve("drills")));
        ActionRules rules = new ActionRules(points);
        Failovers failovers = new Failovers(new FailoverStore(database));
        Groups groups =
                new Groups(
                        new GroupStore(database), machines, policies, facts, points, orders, hub);
        Recovery recovery = new Recovery(machines, orders, jobs, points, drills, rules, groups);
        Removal removal =
                new Removal(
                        machines,
                        components,
                        orders,
                        new LeftoverStore(database),
                        points,
                        drills,
                        facts);
        AppPointSettings appPoints =
                new AppPointSettings(new AppScriptStore(database), machines, policies, orders);
        Throttles throttles = new Throttles(new ThrottleStore(database), components, orders);
        Assigner assigner =
                new Assigner(
                        machines,
                        components,
                        policies,
                        keys,
                        certificates,
                        throttles,
                        failovers::held);
        Moves moves = new Moves(machines, components, assigner, orders, events);
        MachineDisks disks =
                new MachineDisks(machines, components, policies, orders, jobs, rules, clock);
        Passphrases passphrases = new Passphrases(new PassphraseStore(database), clock);
        FirstCopy copy = new FirstCopy(machines, facts, points);
        scripts(assigner, points, drills, removal, copy, clock);
        FailoverTools tools =
                new FailoverTools(machines, components, orders, failovers, points, events, clock);
        family(tools, assigner, keys, copy);
        Returns returns = new Returns(tools);
        FailoverDesk failover = new FailoverDesk(machines, failovers, jobs, points, rules, groups);
        PlanParts plans =
                new PlanParts(
                        new PlanStore(database),
                        new PlanRunStore(database),
                        machines,
                        components,
                        groups,
                        points,
                        drills,
                        MachineParts.of(rules, recovery, failover, machines),
                        jobs,
                        events,
                        (machine, drill) ->
                                machines.find(machine)
                                        .flatMap(found -> drills.picture(found.id(), drill)),
                        clock,
                        user);
        MachineViews views =
                new MachineViews(
                        machines,
                        components,
                        policies,
                        facts,
                        points,
                        drills,
                        recovery,
                        failover,
                        rules,
                        clock);
        health =
                new HealthParts(
                        machines,
                        components,
                        policies,
                        facts,
                        views,
                        events,
                        hub,
                        version,
                        clock,
                        () -> housekeeping.forEach(Runnable::run));
        features =
                new Features(
                        () ->
                                new ServerStatus(
                                        settings.name(),
                                        version,
                                        API_VERSION,
                                        settings.lab(),
                                        clock.instant()),
                        machines,
                        views,
                        health.history(),
                        health.topology(),
                        new Faults(settings.lab(), components, orders),
                        new Protection(
                                machines, components, policies, orders, keys, jobs, rules, clock),
                        disks,
                        moves,
                        recovery,
                        new HardwareSettings(machines),
                        failover,
                        new Previews(
                                machines,
                                components,
                                facts,
                                points,
                                rules,
                                groups,
                                id -> Optional.empty(),
                                clock),
                        jobs,
                        events,
                        hub,
                        new Policies(policies, machines, orders, hub),
                        groups,
                        appPoints,
                        new ComponentDoor(
                                components,
                                assigner,
                                orders,
                                new Reports(
                                        machines,
                                        components,
                                        facts,
                                        orders,
                                        points,
                                        drills,
                                        events,
                                        hub,
                                        clock,
                                        (component, report) -> {
                                            groups.heard(component, report);
                                            appPoints.heard(component, report);
                                            disks.heard(component, report);
                                        }),
                                component -> {
                                    removal.back(component);
                                    returns.back(component);
                                    groups.back(component);
                                    appPoints.back(component);
                                },
                                moves::readdressed,
                                hub),
                        new Enrolment(components, passphrases, certificates, orders, events, hub),
                        throttles,
                        plans.plans(),
                        clock);
        new Tidying(machines, jobs, failovers).afterStart();
        plans.afterStart();
        housekeeping.add(events::prune);
        housekeeping.add(jobs::prune);
        housekeeping.add(passphrases::prune);
        housekeeping.add(certificates::prune);
        housekeeping.add(new LeftDrills(machines, drills, recovery, events, clock)::end);
    }

    private void scripts(
            Assigner assigner,
            Points points,
            Drills drills,
            Removal removal,
            FirstCopy copy,
            Clock clock) {
        jobs.add(new EnableProtection(machines, assigner, copy, removal, events));
        jobs.add(new ChangeDisks(machines, assigner, facts, events));
        jobs.add(new DisableProtection(machines, jobs, removal, events));
        jobs.add(new TestFailover(machines, points, drills, events, clock));
        jobs.add(new TestFailoverCleanup(machines, drills, events, clock));
        jobs.add(new Export(machines, points));
    }

    /** Failover and what follows it. */
    private void family(FailoverTools tools, Assigner assigner, DataKeys keys, FirstCopy copy) {
        MachinePower power = new ByComponents(tools);
        CommitScript commit = new CommitScript(tools, facts);
        for (FailoverKind kind : FailoverKind.values()) {
            jobs.add(new FailoverScript(kind, tools, power));
        }
        jobs.add(new ChangePointScript(tools, power));
        jobs.add(commit);
        jobs.add(new CancelScript(tools, power));
        jobs.add(new ReprotectScript(tools, commit, power, assigner, keys, facts, copy));
    }

    UpdateHub hub() {
        return hub;
    }

    List<Runnable> housekeeping() {
        return housekeeping;
    }

    EventLog events() {
        return events;
    }

    Machines machines() {
        return machines;
    }

    OrderDesk orders() {
        return orders;
    }

    Jobs jobs() {
        return jobs;
    }

    Watch watch() {
        return health.watch();
    }

    Features features() {
        return features;
    }
}
