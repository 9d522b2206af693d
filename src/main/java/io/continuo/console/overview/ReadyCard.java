package io.continuo.console.overview;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Children;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.Kept;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Can we fail over right now? A sentence, then each machine, worst first. */
final class ReadyCard {
    private final Ui ui;
    private final ConsoleState state;
    private final Card card;
    private final Columns columns;
    private final Label answer = Texts.wrapped(Texts.of("", Styles.HEADING));
    private final Label blocks = Texts.caption("");
    private final VBox rows = new VBox();
    private final Kept<MachineRow, ReadyRow> kept;

    ReadyCard(Ui ui, ConsoleState state, Consumer<MachineRow> open, Runnable openAll) {
        this.ui = ui;
        this.state = state;
        columns =
                new Columns(16)
                        .add(ui.px(128), 1, HPos.LEFT)
                        .add(ui.px(116), 0, HPos.RIGHT)
                        .add(ui.px(78), 0, HPos.RIGHT);
        kept = new Kept<>(row -> new ReadyRow(ui, columns, row, open));
        var words = new VBox(2, answer, blocks);
        words.setPadding(new Insets(10, 16, 6, 16));
        var heads =
                columns.row(
                        ui.px(24),
                        Texts.micro(ui.text("overview.ready.machine")),
                        Texts.micro(ui.text("overview.ready.loses")),
                        Texts.micro(ui.text("overview.ready.drill")));
        card =
                Card.titled(ui.text("overview.ready.title"), Texts.hairline(), words)
                        .content(Texts.hairline(), heads, rows)
                        .trailing(Buttons.link(ui.text("overview.rpo.all"), openAll));
    }

    Card card() {
        return card;
    }

    /**
     * @param room how many rows fit
     */
    void show(List<OverviewModel.Readiness> all, int room) {
        answer.setText(answer(all));
        String why =
                all.stream()
                        .filter(each -> !each.ready())
                        .findFirst()
                        .map(each ->
                                each.blocks().isEmpty()
                                        ? ui.text(
                                                "overview.ready.noPoint",
                                                "machine",
                                                each.machine().name())
                                        : ui.text(
                                                "overview.ready.blocks",
                                                "machine",
                                                each.machine().name(),
                                                "reason",
                                                each.blocks()))
                        .orElseGet(() -> ui.text("overview.ready.nothingBlocks"));
        blocks.setText(why);
        boolean blocked = all.stream().anyMatch(each -> !each.ready());
        Styles.toggle(blocks, Styles.MUTED, !blocked);
        Styles.state(blocks, blocked ? Health.CRITICAL : Health.HEALTHY);
        List<OverviewModel.Readiness> shown = all.stream().limit(room).toList();
        List<ReadyRow> made = kept.of(shown.stream().map(each -> each.machine()).toList());
        for (int i = 0; i < made.size(); i++) {
            made.get(i).show(shown.get(i).ready(), drill(shown.get(i).machine()));
        }
        Children.show(rows, made.stream().map(ReadyRow::region).toList());
    }

    private String answer(List<OverviewModel.Readiness> all) {
        long ready = all.stream().filter(OverviewModel.Readiness::ready).count();
        double most =
                all.stream()
                        .filter(OverviewModel.Readiness::ready)
                        .mapToDouble(each -> each.machine().rpoSecondsProperty().get())
                        .filter(rpo -> !Double.isNaN(rpo))
                        .max()
                        .orElse(0);
        String loses =
                (most < 60
                                ? ui.format().rpo(most)
                                : ui.format().span(Duration.ofSeconds((long) most)))
                        .toString();
        if (ready == 0) {
            return ui.text("overview.ready.no");
        }
        return ready == all.size()
                ? ui.text("overview.ready.all", "count", all.size(), "loses", loses)
                : ui.text(
                        "overview.ready.some", "ready", ready, "count", all.size(), "loses", loses);
    }

    private String drill(MachineRow row) {
        if (row.view().testFailover().isPresent()) {
            return ui.text("overview.ready.running");
        }
        return row.view()
                .lastDrill()
                .map(last ->
                        last.succeeded()
                                ? ui.format().relative(last.endedAt(), state.serverNow())
                                : ui.text("overview.ready.failed"))
                .orElseGet(() -> ui.text("overview.ready.never"));
    }
}
