package io.continuo.console.overview;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Columns;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.HPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The machines nearest to, or farthest over, their limit. */
final class RpoCard {
    private static final int NAME_COLUMN = 1;
    private static final int SPARK_COLUMN = 2;
    private static final double NAME = 112;
    private static final double SPARK = 212;
    private static final double GIVES = 92;

    private final Ui ui;
    private final Label trend = Texts.micro("");
    private final Region header;
    private final Card card;
    private final Columns columns;
    private final Hyperlink link;
    private final VBox rows = new VBox();
    private final List<RpoRow> made = new ArrayList<>();
    private final Consumer<MachineRow> open;

    RpoCard(Ui ui, Consumer<MachineRow> open, Runnable openAll) {
        this.ui = ui;
        this.open = open;
        columns =
                new Columns(16)
                        .add(ui.px(84), 0, HPos.LEFT)
                        .add(ui.px(NAME), 1, HPos.LEFT)
                        .add(ui.px(SPARK), 2, HPos.LEFT)
                        .add(ui.px(92), 0.4, HPos.RIGHT)
                        .add(ui.px(60), 0, HPos.RIGHT)
                        .add(ui.px(124), 0.4, HPos.RIGHT);
        link = Buttons.link(ui.text("overview.rpo.all"), openAll);
        header = header();
        card = Card.titled(ui.text("overview.rpo.title"), header, rows).trailing(link);
        card.setMinWidth(0);
    }

    Card card() {
        return card;
    }

    /** How much higher the card is than its rows. */
    double overhead() {
        return ui.px(44) + ui.px(28) + 2;
    }

    void show(List<MachineRow> worst, int shown, int overHalf, Duration span) {
        trend.setText(ui.text("overview.rpo.trend", "span", ui.format().set(span)));
        card.caption(ui.text("overview.rpo.caption", "count", worst.size()));
        link.setText(
                overHalf > 0
                        ? ui.text("overview.rpo.overHalf", "count", overHalf)
                        : ui.text("overview.rpo.all"));
        int count = Math.min(shown, worst.size());
        while (made.size() < count) {
            made.add(new RpoRow(ui, columns, open));
        }
        if (rows.getChildren().size() != count) {
            rows.getChildren().setAll(made.stream().limit(count).map(RpoRow::region).toList());
        }
        fitNames(count);
        for (int i = 0; i < count; i++) {
            made.get(i).show(worst.get(i), span);
            Styles.toggle(made.get(i).region(), "first", i == 0);
        }
    }

    /** Long names take room from the sparkline, as far as it stays one. */
    private void fitNames(int count) {
        double longest = made.stream().limit(count).mapToDouble(RpoRow::nameWidth).max().orElse(0);
        double width = Math.clamp(longest, ui.px(NAME), ui.px(NAME + GIVES));
        if (width != columns.width(NAME_COLUMN)) {
            columns.width(NAME_COLUMN, width);
            columns.width(SPARK_COLUMN, ui.px(SPARK) - (width - ui.px(NAME)));
            header.requestLayout();
            made.forEach(row -> row.region().requestLayout());
        }
    }

    private Region header() {
        return Styles.add(
                columns.row(
                        ui.px(28),
                        head("overview.rpo.state"),
                        head("overview.rpo.machine"),
                        trend,
                        head("overview.rpo.now"),
                        head("overview.rpo.limit"),
                        head("overview.rpo.breaks")),
                "column-heads");
    }

    private Label head(String key) {
        return Texts.micro(ui.text(key));
    }
}
