package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.RootCause;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** Everything that is wrong now, one row per cause with the machines behind it. */
final class AlertsPanel {
    private static final double WIDTH = 640;
    private static final double MOST_HEIGHT = 480;

    private AlertsPanel() {}

    static void open(ConsoleContext console) {
        Ui ui = console.ui();
        List<RootCause> causes = RootCause.of(console.state());
        var rows = new VBox();
        if (causes.isEmpty()) {
            rows.getChildren().add(Texts.body(ui.text("shell.alerts.none")));
        }
        causes.forEach(cause -> rows.getChildren().add(row(console, cause)));
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.setMaxHeight(ui.px(MOST_HEIGHT));
        console.modals().show(ui.text("shell.alerts.title"), scroll, WIDTH, () -> {});
    }

    private static HBox row(ConsoleContext console, RootCause cause) {
        Ui ui = console.ui();
        var shape = new StateShape(cause.health(), ui.px(12));
        HBox.setMargin(shape, new Insets(ui.px(4), 0, 0, 0));
        String message = CauseWords.sentence(ui, cause);
        var words = new VBox(2, Texts.wrapped(Texts.name(message)));
        String correction = CauseWords.correction(ui, cause);
        if (!correction.isEmpty()) {
            words.getChildren().add(Texts.wrapped(Texts.caption(correction)));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        var count =
                Texts.whole(
                        Texts.caption(
                                ui.text(
                                        "shell.alerts.machines",
                                        "count",
                                        cause.machines().size())));
        var row = Styles.add(new HBox(shape, words, count), "check-row");
        return Doors.open(
                row,
                message,
                () -> {
                    console.modals().close();
                    open(console, cause);
                });
    }

    private static void open(ConsoleContext console, RootCause cause) {
        if (cause.machines().size() == 1 && console.navigator().knows(Targets.MACHINE_DETAIL)) {
            console.navigator()
                    .go(
                            Targets.MACHINE_DETAIL,
                            Targets.MACHINE,
                            cause.machines().getFirst().name());
        } else if (!cause.ofMachinesOnly() && console.navigator().knows(Targets.TOPOLOGY)) {
            console.navigator().go(Targets.TOPOLOGY);
        } else {
            console.navigator().go(Targets.MACHINES, Targets.HEALTH, cause.health().name());
        }
    }
}
