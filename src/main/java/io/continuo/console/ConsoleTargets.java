package io.continuo.console;

import io.continuo.console.failover.DrillController;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Targets;
import io.continuo.console.overview.OverviewController;
import io.continuo.console.protect.ProtectController;
import io.continuo.console.settings.SettingsController;
import io.continuo.console.topology.TopologyController;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

import java.util.List;

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
                        DrillController::new),
                NavTarget.inRail(
                        Targets.SETTINGS,
                        "nav.settings",
                        MaterialDesignC.COG_OUTLINE,
                        NavTarget.BOTTOM,
                        SettingsController::new));
    }
}
