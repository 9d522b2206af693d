package io.continuo.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.Health;
import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.chart.BarHistogram;
import io.continuo.console.ui.chart.Gauge;
import io.continuo.console.ui.chart.Sparkline;
import io.continuo.console.ui.chart.StateBar;
import io.continuo.console.ui.chart.TimeSeries;
import io.continuo.console.ui.chart.TimeSeriesChart;

import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every component once, as people see them. */
class ComponentsTest extends FxTest {
    @Test
    void every_component_renders_in_both_themes_and_languages() {
        for (Screens variant :
                List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT, Screens.ZH_DARK)) {
            assertThat(variant.render("components", ComponentsTest::sheet))
                    .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(10_000));
        }
    }

    @Test
    void components_grow_with_the_text() {
        assertThat(Screens.LIGHT.scaled(2).render("components-200", ComponentsTest::sheet))
                .exists();
    }

    private static Parent sheet(Ui ui) {
        var left = new VBox(16, badges(ui), sparks(ui), chart(ui));
        var right = new VBox(16, acts(ui), checks(ui), problem(ui), confirm(ui));
        right.setPrefWidth(ui.px(376));
        HBox.setHgrow(left, javafx.scene.layout.Priority.ALWAYS);
        var stepper =
                new Stepper(ui, List.of("Kind", "Recovery point", "Checks", "Preview"), i -> {});
        stepper.show(2);
        var page = Styles.add(new VBox(16, stepper, new HBox(16, left, right)), "page");
        return page;
    }

    private static Card badges(Ui ui) {
        var shapes = new HBox(12);
        for (Health health : Health.values()) {
            shapes.getChildren()
                    .addAll(
                            new StateShape(health, ui.px(10)),
                            new StatusBadge(ui, health),
                            StatusBadge.counted(ui, health, 3),
                            new StateShape(health, ui.px(20)),
                            new StateShape(health, ui.px(32)));
        }
        var numbers =
                new HBox(
                        24,
                        new Quantity(
                                Quantity.Size.BIG, ui.format().elapsed(Duration.ofSeconds(1446))),
                        new Quantity(Quantity.Size.MID, ui.format().rate(22e6)),
                        new Quantity(
                                        Quantity.Size.BODY,
                                        ui.format().elapsed(Duration.ofSeconds(827)))
                                .state(Health.CRITICAL),
                        new Quantity(Quantity.Size.BODY, ui.format().span(Duration.ofMinutes(5)))
                                .quiet(),
                        Buttons.primary("Fail over 12 machines", () -> {}),
                        Buttons.normal("Review", () -> {}),
                        Buttons.compact("Answer", () -> {}));
        var bar = new StateBar(ui);
        bar.show(
                Map.of(
                        Health.CRITICAL, 3,
                        Health.WARNING, 5,
                        Health.UNKNOWN, 1,
                        Health.HEALTHY, 87));
        var gauge = new Gauge(ui);
        gauge.show(0.47, "142 of 300 GB");
        gauge.state(Health.WARNING);
        gauge.mark(0.8);
        var histogram =
                new BarHistogram(
                        ui, List.of("to 10 s", "1 min", "5 min", "15 min", "30 min", "over"));
        histogram.show(List.of(54, 9, 14, 15, 3, 0));
        histogram.setMaxWidth(270);
        return Card.titled("Badges, numbers, bars")
                .caption("of 96 machines")
                .trailing(Buttons.link("9 over half their limit", () -> {}))
                .padded(shapes, numbers, bar, gauge, histogram);
    }

    private static Card sparks(Ui ui) {
        var row = new HBox(24);
        for (Health health : List.of(Health.HEALTHY, Health.WARNING, Health.CRITICAL)) {
            var spark = new Sparkline(ui);
            spark.show(rising(ui, health.ordinal() * 400), 300, health);
            row.getChildren().add(spark);
        }
        return Card.titled("Sparklines").padded(row);
    }

    private static Card chart(Ui ui) {
        var chart =
                new TimeSeriesChart(
                        ui,
                        TimeSeriesChart.AxisScale.TIME,
                        seconds -> ui.format().span(Duration.ofSeconds((long) seconds)).toString());
        chart.setSeries(rising(ui, 800));
        chart.setLimit(300, Health.CRITICAL);
        return Card.titled("RPO over time").padded(chart);
    }

    private static TimeSeries rising(Ui ui, double by) {
        var series = new TimeSeries(720);
        long now = ui.clock().millis();
        for (int i = 0; i < 720; i++) {
            double rise = Math.max(0, i - 360) / 360.0 * by;
            double value = i > 100 && i < 160 ? Double.NaN : 20 + 5 * Math.sin(i / 3.0) + rise;
            series.add(now - (719 - i) * 5000L, value);
        }
        return series;
    }

    private static Card acts(Ui ui) {
        var list = new ActionList(ui);
        list.show(
                List.of(
                        ActionRow.allowed(
                                MaterialDesignF.FLASK_OUTLINE, "Test failover…", "", () -> {}),
                        ActionRow.allowed(
                                MaterialDesignF.FLASH_OUTLINE,
                                "Unplanned failover…",
                                "all 12 of ERP core, loses 24 min 06 s",
                                () -> {})),
                List.of(
                        ActionRow.refused(
                                MaterialDesignS.SOURCE_COMMIT,
                                "Commit",
                                "nothing is failed over")));
        return Card.titled("What you can do").content(list);
    }

    private static CheckList checks(Ui ui) {
        var checks = new CheckList(ui, "Checks");
        checks.show(
                List.of(
                        new CheckFinding(CheckLevel.PASS, "A", "a", "All addresses are free", ""),
                        new CheckFinding(
                                CheckLevel.WARN,
                                "B",
                                "b",
                                "Line B is failing",
                                "Nothing newer than 02:48:34 can be had.")));
        return checks;
    }

    private static ErrorPanel problem(Ui ui) {
        return new ErrorPanel(
                ui,
                Problem.of(
                        ErrorCode.DISK_MISSING,
                        "The disk file is not there.",
                        "Nothing exists at /data/web-01.img.",
                        "Give the path of an existing raw file."));
    }

    private static NameConfirm confirm(Ui ui) {
        var confirm =
                new NameConfirm(ui, "Type the plan's name, \uE000ERP\uE001, to confirm", "ERP");
        confirm.field().setText("ERP");
        return confirm;
    }
}
