package io.continuo.console;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.RoleState;
import io.continuo.console.events.EventsController;
import io.continuo.console.failover.DrillController;
import io.continuo.console.failover.FailoverController;
import io.continuo.console.failover.StepController;
import io.continuo.console.groups.GroupsController;
import io.continuo.console.jobs.JobsController;
import io.continuo.console.machines.MachineDetailController;
import io.continuo.console.machines.MachinesController;
import io.continuo.console.nav.NavBadge;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Targets;
import io.continuo.console.overview.OverviewController;
import io.continuo.console.plans.PlansController;
import io.continuo.console.protect.ProtectController;
import io.continuo.console.settings.SettingsController;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;
import io.continuo.console.topology.TopologyController;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The screens of this console, in the order of the rail. */
public final class ConsoleTargets {
    private ConsoleTargets() {}

    public static List<NavTarget> all() {
        return List.of(
                NavTarget.inRail(
                        Targets.OVERVIEW,
                        "nav.overview",
                        MaterialDesignV.VIEW_DASHBOARD_OUTLINE,
                        0,
                        OverviewController::new),
                NavTarget.inRail(
                        Targets.TOPOLOGY,
                        "nav.topology",
                        MaterialDesignS.SITEMAP_OUTLINE,
                        0,
                        TopologyController::new),
                ProtectController.target(),
                NavTarget.dialog(
                                Targets.TEST_FAILOVER,
                                "nav.testFailover",
                                MaterialDesignF.FLASK_OUTLINE,
                                DrillController::new)
                        .withSamples(ConsoleTargets::drills),
                NavTarget.under(
                                Targets.MACHINES,
                                Targets.FAILOVER,
                                "nav.failover",
                                MaterialDesignF.FLASH_OUTLINE,
                                FailoverController::new)
                        .withSamples(ConsoleTargets::failover),
                NavTarget.dialog(
                        Targets.FAILOVER_STEP,
                        "nav.failoverStep",
                        MaterialDesignF.FLASH_OUTLINE,
                        StepController::new),
                NavTarget.inRail(
                                Targets.MACHINES,
                                "nav.machines",
                                MaterialDesignS.SERVER,
                                0,
                                MachinesController::new)
                        .withBadge(ConsoleTargets::worstMachines),
                NavTarget.under(
                                Targets.MACHINES,
                                Targets.MACHINE_DETAIL,
                                "nav.machine",
                                MaterialDesignS.SERVER,
                                MachineDetailController::new)
                        .withSamples(ConsoleTargets::machine),
                NavTarget.inRail(
                        Targets.GROUPS,
                        "nav.groups",
                        MaterialDesignS.SET_ALL,
                        0,
                        GroupsController::new),
                NavTarget.inRail(
                        Targets.PLANS,
                        "nav.plans",
                        MaterialDesignC.CLIPBOARD_LIST_OUTLINE,
                        0,
                        PlansController::new),
                NavTarget.inRail(
                                Targets.JOBS,
                                "nav.jobs",
                                MaterialDesignP.PROGRESS_CLOCK,
                                1,
                                JobsController::new)
                        .withBadge(state -> NavBadge.plain(state.jobsRunning())),
                NavTarget.inRail(
                        Targets.EVENTS,
                        "nav.events",
                        MaterialDesignT.TEXT_BOX_OUTLINE,
                        1,
                        EventsController::new),
                NavTarget.inRail(
                        Targets.SETTINGS,
                        "nav.settings",
                        MaterialDesignC.COG_OUTLINE,
                        NavTarget.BOTTOM,
                        SettingsController::new));
    }

    private static NavBadge worstMachines(ConsoleState state) {
        Map<Health, Integer> counts = state.machinesByHealth();
        for (Health health : List.of(Health.CRITICAL, Health.WARNING)) {
            int count = counts.getOrDefault(health, 0);
            if (count > 0) {
                return NavBadge.of(health, count);
            }
        }
        return NavBadge.plain(state.machines().size());
    }

    /** The machine with the most to show. */
    private static List<NavTarget.Sample> machine(ConsoleState state) {
        return state.machines().stream()
                .max(Comparator.comparingInt(row -> row.view().disks().size()))
                .map(row -> sample("machine", row))
                .stream()
                .toList();
    }

    /** Of a machine that is not failed over and not drilled. */
    private static List<NavTarget.Sample> failover(ConsoleState state) {
        return state.machines().stream()
                .filter(row -> row.view().roleState() == RoleState.PROTECTED)
                .findFirst()
                .map(row -> sample("failover", row))
                .stream()
                .toList();
    }

    /** Choosing a point where no drill runs, and the drill where one does. */
    private static List<NavTarget.Sample> drills(ConsoleState state) {
        Map<Boolean, MachineRow> byDrill = new TreeMap<>();
        state.machines().forEach(row -> byDrill.put(row.view().testFailover().isPresent(), row));
        List<NavTarget.Sample> samples = new ArrayList<>();
        byDrill.forEach((runs, row) ->
                samples.add(sample(runs ? "test-failover-running" : "test-failover", row)));
        return samples;
    }

    private static NavTarget.Sample sample(String picture, MachineRow row) {
        return new NavTarget.Sample(picture, Map.of(Targets.MACHINE, row.name()));
    }
}
