package io.continuo.console.failover;

import io.continuo.api.machine.FailoverKind;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.MomentField;
import io.continuo.console.ui.MomentText;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** From which moment the machine starts; a planned failover makes its own. */
final class PointPage {
    private final Ui ui;
    private final FailoverModel model;
    private final Supplier<Instant> now;
    private final DrillPointTable points;
    private final MomentField moment;
    private final Card choice;
    private final Card own;
    private final VBox node;

    PointPage(
            Ui ui,
            FailoverModel model,
            Supplier<Instant> now,
            Consumer<DrillPoint> choose,
            Consumer<MomentText> typed) {
        this.ui = ui;
        this.model = model;
        this.now = now;
        points = new DrillPointTable(ui, choose);
        moment = new MomentField(ui, ui.text("failover.points.moment"), typed);
        moment.setPadding(new Insets(ui.px(8), 0, 0, 0));
        choice =
                Card.titled(ui.text("failover.live.points"), points.node(), Texts.hairline())
                        .padded(moment);
        VBox.setVgrow(points.node(), Priority.ALWAYS);
        VBox.setVgrow(choice, Priority.ALWAYS);
        own =
                Card.titled(ui.text("failover.live.point.own"))
                        .padded(
                                new Sentence(
                                        ui.messages().rich("failover.live.point.own.what"),
                                        Styles.BODY),
                                new Sentence(
                                        ui.messages().rich("failover.live.point.own.older"),
                                        Styles.BODY));
        node = Styles.add(new VBox(16), "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    void showPoints(List<DrillPoint> all) {
        points.show(all, now.get());
        choice.caption(
                ui.text(
                        "failover.points.count",
                        "count",
                        (int)
                                all.stream()
                                        .filter(point -> point.kind() == DrillPoint.Kind.POINT)
                                        .count()));
    }

    void showRange(Instant oldest, Instant newest) {
        moment.range(oldest, newest);
    }

    void show() {
        boolean planned =
                model.kind().get().filter(kind -> kind == FailoverKind.PLANNED).isPresent();
        Card wanted = planned ? own : choice;
        if (!node.getChildren().equals(List.of(wanted))) {
            node.getChildren().setAll(wanted);
        }
        Optional<DrillPoint> chosen = model.chosen().get();
        points.select(chosen);
        if (chosen.filter(point -> point.kind() != DrillPoint.Kind.MOMENT).isPresent()) {
            moment.clear();
        }
    }
}
