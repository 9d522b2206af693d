package io.continuo.console.machines;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CacheView;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.group.GroupView;
import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.topology.MachineNode;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.ConsoleTargets;
import io.continuo.console.FxTest;
import io.continuo.console.SampleEstate;
import io.continuo.console.Screens;
import io.continuo.console.ScriptedClient;
import io.continuo.console.ShellStage;
import io.continuo.console.nav.Targets;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A machine's page as people see it. */
class MachineDetailScreenTest extends FxTest {
    private static final MachineView LATE =
            SampleEstate.machine("erp-db-01")
                    .rpo(1446, 300)
                    .churn(13.6)
                    .waiting(19.6)
                    .disks(4)
                    .view();

    @Test
    void renders_in_both_themes_and_languages() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            picture(variant, "machine", LATE, stage -> {});
        }
        picture(Screens.LIGHT.size(1280, 800), "machine-1280", LATE, stage -> {});
        picture(Screens.LIGHT.size(1440, 1200), "machine-tall", LATE, stage -> {});
        picture(
                Screens.LIGHT,
                "machine-healthy",
                SampleEstate.machine("web-01").rpo(3.4, 900).churn(0.2).view(),
                stage -> {});
    }

    @Test
    void renders_disks_that_are_devices() {
        MachineView devices =
                SampleEstate.machine("pg-01").rpo(2.1, 900).churn(4).disks(2).devices().view();
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            picture(variant.size(1440, 1200), "machine-devices", devices, stage -> {});
        }
    }

    @Test
    void renders_what_a_resync_costs_before_and_after() {
        Instant now = SampleEstate.NOW;
        var contract =
                new ResyncContract(
                        ResyncCause.LOG_HALF_OF_DISK,
                        "",
                        now.minusSeconds(3_600),
                        true,
                        Optional.of(now.plusSeconds(9_000)),
                        212_000_000_000L,
                        3_400_000_000L,
                        Optional.of(780.0));
        var receipt =
                new ResyncReceipt(
                        ResyncCause.LINE_AWAY,
                        "",
                        now.minusSeconds(90_000),
                        now.minusSeconds(89_400),
                        18_400_000_000L,
                        920_000_000L);
        MachineView due =
                SampleEstate.machine("log-02")
                        .data(DataState.RESYNC_REQUIRED, Optional.empty())
                        .health(Health.CRITICAL)
                        .rpo(5_124, 900)
                        .resync(new ResyncView(Optional.of(contract), Optional.of(receipt)))
                        .view();
        MachineView done =
                SampleEstate.machine("log-01")
                        .rpo(2.4, 900)
                        .resync(new ResyncView(Optional.empty(), Optional.of(receipt)))
                        .view();
        for (Screens variant : List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT)) {
            picture(variant, "machine-resync-due", due, stage -> {});
        }
        picture(Screens.LIGHT.size(1440, 1300), "machine-resync-done", done, stage -> {});
    }

    @Test
    void renders_the_group_it_is_in() {
        var group =
                new GroupView(
                        "g1",
                        "ERP core",
                        List.of("erp-db-01", "erp-db-02", "mail-01"),
                        300,
                        3_600,
                        41,
                        Optional.of(SampleEstate.NOW.minusSeconds(1_446)));
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            picture(
                    variant.size(1440, 1300),
                    "machine-group",
                    LATE,
                    stage -> stage.sample().groups(List.of(group)));
        }
    }

    @Test
    void renders_what_its_change_log_keeps() {
        var log =
                new ChangeLogView(
                        ChangeLogMode.BITMAP,
                        Optional.of(ResyncCause.LINE_AWAY),
                        64_000_000L,
                        64_000_000L,
                        4_000_000_000L,
                        4_000_000_000L,
                        12_400_000_000L);
        var kept =
                new ChangeLogView(
                        ChangeLogMode.DATA,
                        Optional.empty(),
                        12_000_000L,
                        64_000_000L,
                        900_000_000L,
                        4_000_000_000L,
                        0);
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            picture(
                    variant.size(1440, 1200),
                    "machine-bitmap",
                    SampleEstate.machine("erp-db-01")
                            .rpo(1446, 300)
                            .waiting(19.6)
                            .changeLog(log)
                            .view(),
                    stage -> stage.sample().topology(fillingCache()));
        }
        picture(
                Screens.DARK,
                "machine-change-log",
                SampleEstate.machine("web-01").rpo(3.4, 900).changeLog(kept).view(),
                stage -> {});
    }

    private static TopologyView fillingCache() {
        var server =
                new ServerView(
                        "ps-1",
                        "c-1",
                        ServerRole.PROCESS_SERVER,
                        "ps-tpe-02",
                        "tpe",
                        "0.1.0",
                        Health.WARNING,
                        List.of(),
                        0.61,
                        8_000_000_000L,
                        16_000_000_000L,
                        142_000_000_000L,
                        300_000_000_000L,
                        33,
                        57,
                        Optional.empty(),
                        SampleEstate.NOW,
                        Optional.of(
                                new CacheView(
                                        CacheState.CACHING,
                                        74_000_000L,
                                        Optional.of(35.4),
                                        Optional.of(3))));
        return new TopologyView(
                List.of(),
                List.of(server),
                List.of(),
                List.of(new MachineNode("m-erp-db-01", "tpe", "", "ps-1", "")));
    }

    @Test
    void renders_a_history_that_is_too_short() {
        var reason =
                new HealthReason(
                        Health.CRITICAL,
                        "HISTORY_SHORT",
                        "The recovery points reach back 14 h of the 24 h its policy promises.",
                        "Give the journal more room, or shorten the policy's retention.");
        for (Screens variant : List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT)) {
            picture(
                    variant.size(1440, 1200),
                    "machine-short",
                    SampleEstate.machine("pos-gw-01").rpo(3.4, 900).alert(reason).view(),
                    stage -> {});
        }
    }

    @Test
    void renders_its_states() {
        picture(
                Screens.LIGHT,
                "machine-drill",
                SampleEstate.machine("crm-db-01")
                        .rpo(9, 300)
                        .churn(3.2)
                        .disks(2)
                        .drillRuns()
                        .view(),
                stage -> {});
        picture(
                Screens.DARK,
                "machine-initial",
                SampleEstate.machine("hr-app-01")
                        .data(
                                DataState.INITIAL,
                                Optional.of(
                                        new Progress(
                                                31_000_000_000L, 74_000_000_000L, 36_000_000L)))
                        .health(Health.UNKNOWN)
                        .noRpo()
                        .view(),
                stage -> {});
        picture(Screens.LIGHT, "machine-stale", LATE, stage -> stage.sample().lost());
        picture(
                Screens.LIGHT,
                "machine-gone",
                LATE,
                stage -> stage.go(Targets.MACHINE_DETAIL, Targets.MACHINE, "old-01"));
    }

    @Test
    void renders_its_dialogs() {
        for (Screens variant : List.of(Screens.LIGHT, Screens.ZH_DARK)) {
            for (String act : List.of("MARK_POINT", "EXPORT_POINT", "UNPROTECT")) {
                picture(
                        variant,
                        "machine-" + act.toLowerCase().replace('_', '-'),
                        LATE,
                        stage ->
                                stage.go(
                                        Targets.MACHINE_DETAIL,
                                        Targets.MACHINE,
                                        "erp-db-01",
                                        Targets.ACT,
                                        act));
            }
        }
    }

    private static void picture(
            Screens variant, String name, MachineView machine, Consumer<ShellStage> story) {
        ShellStage stage =
                fxGet(() -> {
                    var made =
                            new ShellStage(
                                    variant.at(SampleEstate.CLOCK),
                                    ConsoleTargets.all(),
                                    client(machine));
                    made.sample().machines(SampleEstate.machines()).machine(machine);
                    made.sample().rpo(machine.id(), SampleEstate.rpoOf(machine));
                    events(machine).forEach(made.sample()::event);
                    made.go(Targets.MACHINE_DETAIL, Targets.MACHINE, machine.name());
                    story.accept(made);
                    return made;
                });
        for (int i = 0; i < 10; i++) {
            settle();
        }
        boolean points =
                machine.pointCount() > 0
                        && fxGet(() ->
                                stage.root().lookup(".point-timeline") != null
                                        || stage.root().lookup(".body") != null);
        if (points && fxGet(() -> stage.root().lookup(".empty-state") == null)) {
            eventually("points arrive", () -> stage.root().lookup(".point-timeline") != null);
        }
        fx(() -> stage.write(name));
    }

    private static ScriptedClient client(MachineView machine) {
        return new ScriptedClient() {
            @Override
            public List<PointView> points(String id) {
                boolean isShort =
                        machine.healthReasons().stream()
                                .anyMatch(reason -> reason.code().equals("HISTORY_SHORT"));
                Instant oldest = SampleEstate.NOW.minus(Duration.ofHours(isShort ? 14 : 48));
                return machine.pointCount() == 0
                        ? List.of()
                        : SampleEstate.points(
                                        Duration.ofMillis(
                                                (long) (machine.rpoSeconds().orElse(0.0) * 1000)))
                                .stream()
                                .filter(point -> point.time().isAfter(oldest))
                                .toList();
            }

            @Override
            public List<RpoSample> rpo(String id, Duration past) {
                return SampleEstate.rpoOf(machine);
            }

            @Override
            public List<EventView> events(int limit, Optional<String> id) {
                return List.of();
            }
        };
    }

    private static List<EventView> events(MachineView machine) {
        return List.of(
                event(
                        machine,
                        5,
                        1080,
                        Severity.CRITICAL,
                        "RPO_OVER_TWICE_LIMIT",
                        "RPO is over twice its limit."),
                event(
                        machine,
                        4,
                        1500,
                        Severity.WARNING,
                        "RPO_OVER_LIMIT",
                        "RPO is over its limit of 5 min."),
                event(machine, 3, 1900, Severity.WARNING, "LINK_LOST", "Line B loses packets."),
                event(
                        machine,
                        2,
                        2560,
                        Severity.INFO,
                        "POINT",
                        "An app-consistent point was taken."),
                event(
                        machine,
                        1,
                        22_000,
                        Severity.INFO,
                        "POLICY",
                        "Policy Tier 1: its limit is 5 min now."));
    }

    private static EventView event(
            MachineView machine,
            long id,
            long secondsAgo,
            Severity severity,
            String code,
            String message) {
        return new EventView(
                id,
                SampleEstate.NOW.minusSeconds(secondsAgo),
                severity,
                code,
                Optional.of(machine.id()),
                Optional.of(machine.name()),
                message,
                "",
                "",
                Map.of());
    }
}
