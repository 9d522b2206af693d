package io.continuo.server.plan;

import io.continuo.server.events.EventLog;
import io.continuo.server.group.Groups;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.plan.report.Pictures;
import io.continuo.server.plan.report.RunReports;
import io.continuo.server.recovery.Drills;
import io.continuo.server.recovery.Points;
import io.continuo.server.store.PlanRunStore;
import io.continuo.server.store.PlanStore;

import java.time.Clock;
import java.time.ZoneId;

/** The parts of recovery plans, wired by hand. */
public final class PlanParts {
    private final PlanRuns runs;
    private final Plans plans;
    private final Jobs jobs;

    public PlanParts(
            PlanStore planStore,
            PlanRunStore runStore,
            Machines machines,
            Components components,
            Groups groups,
            Points points,
            Drills drills,
            MachineParts parts,
            Jobs jobs,
            EventLog events,
            Pictures pictures,
            Clock clock,
            String user) {
        this.jobs = jobs;
        PlanBook book = new PlanBook(planStore);
        runs = new PlanRuns(runStore, clock);
        PlanTexts texts = new PlanTexts(new SiteRules(machines, components, groups));
        PlanReady ready = new PlanReady(book, runs, texts, machines, points, drills, clock);
        RunEnd end = new RunEnd(book, runs, new RunLeft(machines), drills, events, clock);
        jobs.add(
                new PlanRunScript(
                        book,
                        runs,
                        new MachineStep(runs, parts, jobs),
                        new ScriptStep(runs),
                        new ManualStep(runs, events, clock),
                        end,
                        clock));
        plans =
                new Plans(
                        book,
                        runs,
                        texts,
                        ready,
                        new PlanStarter(
                                book,
                                runs,
                                new RunPoints(points, groups),
                                parts,
                                machines,
                                jobs,
                                clock,
                                user),
                        new RunReports(pictures, ZoneId.systemDefault()),
                        clock,
                        user);
    }

    /** Puts right what a killed server left; before jobs go on. */
    public void afterStart() {
        runs.tidy(jobs);
    }

    public Plans plans() {
        return plans;
    }
}
