package io.continuo.console.machines;

import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.SceneBound;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Tables;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.TimeSeries;

import javafx.scene.control.TableColumn;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The columns of the list of machines, each with its width at 100 %, its cells and its order. */
final class MachineColumns {
    private static final String TREND = "machines.column.trend";

    /** Where room to spare goes: names are long, and a longer line says more. */
    private static final Set<String> GROWING = Set.of("machines.column.machine", TREND);

    private final Ui ui;
    private final Freshness freshness;
    private final Function<String, TimeSeries> series;
    private final Function<GroupSummary, String> groupName;
    private final Supplier<Duration> span;

    /**
     * @param freshness tells the server's time and what is old
     * @param series the RPO series of a machine's id
     * @param groupName what a group's line says
     * @param span how far back trends reach now
     */
    MachineColumns(
            Ui ui,
            Freshness freshness,
            Function<String, TimeSeries> series,
            Function<GroupSummary, String> groupName,
            Supplier<Duration> span) {
        this.ui = ui;
        this.freshness = freshness;
        this.series = series;
        this.groupName = groupName;
        this.span = span;
    }

    List<TableColumn<MachineLine, Object>> all() {
        return List.of(
                left(
                        "machines.column.state",
                        104,
                        96,
                        by(machine -> States.urgency(machine.health())),
                        () -> new MachineCells.State(ui)),
                left(
                        "machines.column.machine",
                        168,
                        100,
                        by(MachineView::name),
                        () -> new MachineCells.Name(groupName)),
                trend(176, 124),
                right(
                        "machines.column.rpo",
                        108,
                        104,
                        by(machine -> machine.rpoSeconds().orElse(Double.MAX_VALUE)),
                        () -> new RpoCell(ui)),
                number(
                        "machines.column.limit",
                        64,
                        60,
                        by(MachineView::rpoLimitSeconds),
                        machine -> ui.format().set(seconds(machine.rpoLimitSeconds()))),
                number(
                        "machines.column.churn",
                        88,
                        84,
                        by(MachineView::churnBytesPerSecond),
                        machine -> ui.format().rate(machine.churnBytesPerSecond())),
                number(
                        "machines.column.waiting",
                        76,
                        72,
                        by(MachineView::waitingBytes),
                        machine -> ui.format().bytes(machine.waitingBytes())),
                left(
                        "machines.column.data",
                        152,
                        144,
                        by(MachineView::dataState),
                        () -> new DataStateCell(ui, freshness)),
                number(
                        "machines.column.points",
                        60,
                        56,
                        by(MachineView::pointCount),
                        machine -> Measure.of(ui.format().count(machine.pointCount()), "")),
                right(
                        "machines.column.newest",
                        100,
                        92,
                        by(MachineColumns::newestPoint).reversed(),
                        () ->
                                new MachineCells.Age(
                                        ui,
                                        freshness::now,
                                        machine -> machine.newestPoint().map(PointView::time),
                                        ui.text("machines.point.none"))),
                right(
                        "machines.column.drill",
                        96,
                        84,
                        by(MachineColumns::lastDrill),
                        () -> new DrillCell(ui, freshness::now)));
    }

    private TableColumn<MachineLine, Object> number(
            String key,
            double width,
            double least,
            Comparator<MachineView> order,
            Function<MachineView, Measure> measure) {
        return right(key, width, least, order, () -> new MachineCells.Number(measure));
    }

    private TableColumn<MachineLine, Object> left(
            String key,
            double width,
            double least,
            Comparator<MachineView> order,
            Supplier<MachineCell> cell) {
        return column(key, width, least, Tables.Align.LEFT, order, cell);
    }

    private TableColumn<MachineLine, Object> right(
            String key,
            double width,
            double least,
            Comparator<MachineView> order,
            Supplier<MachineCell> cell) {
        return column(key, width, least, Tables.Align.RIGHT, order, cell);
    }

    /** Its header says how far back the lines reach, which grows as the estate is followed. */
    private TableColumn<MachineLine, Object> trend(double width, double least) {
        TableColumn<MachineLine, Object> column =
                column(
                        TREND,
                        width,
                        least,
                        Tables.Align.LEFT,
                        (a, b) -> 0,
                        () -> new MachineCells.Trend(ui, series, span));
        column.setSortable(false);
        var header = Texts.micro("");
        new SceneBound(header, () -> ui.timer().every(() -> header.setText(trendHeader())));
        header.setText(trendHeader());
        column.setText("");
        column.setGraphic(header);
        return column;
    }

    private String trendHeader() {
        return ui.text("machines.column.trendOf", "span", ui.format().span(span.get()));
    }

    private TableColumn<MachineLine, Object> column(
            String key,
            double width,
            double least,
            Tables.Align align,
            Comparator<MachineView> order,
            Supplier<MachineCell> cell) {
        TableColumn<MachineLine, Object> column =
                Tables.node(ui.text(key), ui.px(width), align, MachineColumns::facts, cell);
        column.setMinWidth(ui.px(least));
        column.setMaxWidth(GROWING.contains(key) ? Double.MAX_VALUE : ui.px(width * 1.2));
        column.setComparator((a, b) -> order.compare((MachineView) a, (MachineView) b));
        return column;
    }

    /** The cell's value is the line's facts as a whole: one property for all columns of a row. */
    @SuppressWarnings("unchecked")
    private static javafx.beans.value.ObservableValue<Object> facts(MachineLine line) {
        return (javafx.beans.value.ObservableValue<Object>) line.facts();
    }

    private static <C extends Comparable<? super C>> Comparator<MachineView> by(
            Function<MachineView, C> key) {
        return Comparator.comparing(key);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static Instant newestPoint(MachineView machine) {
        return machine.newestPoint().map(PointView::time).orElse(Instant.MIN);
    }

    private static Instant lastDrill(MachineView machine) {
        return machine.lastDrill().map(DrillView::endedAt).orElse(Instant.MIN);
    }
}
