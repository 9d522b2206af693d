package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Doors;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.States;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The machines behind a thing, worst first, each a door; the first seven until more are asked. */
final class PanelMachines extends VBox {
    private static final int FIRST = 7;

    private final Ui ui;
    private final Consumer<String> open;
    private final Label title = Texts.name("");
    private final Hyperlink more;
    private final VBox rows = new VBox();
    private boolean all;

    PanelMachines(Ui ui, Consumer<String> open) {
        this.ui = ui;
        this.open = open;
        more = Buttons.plainLink("", this::showAll);
        getStyleClass().addAll("panel-section", "flush");
        title.setText(ui.text("topology.behind"));
        var head = Styles.add(new HBox(8, title), "panel-list-head");
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, rows, more);
    }

    private List<Guest> machines = List.of();

    void show(List<Guest> newMachines) {
        if (machines.size() != newMachines.size()) {
            all = false;
        }
        machines = newMachines;
        setVisible(!machines.isEmpty());
        setManaged(!machines.isEmpty());
        int shown = all ? machines.size() : Math.min(FIRST, machines.size());
        while (rows.getChildren().size() > shown) {
            rows.getChildren().removeLast();
        }
        for (int i = 0; i < shown; i++) {
            if (i == rows.getChildren().size()) {
                rows.getChildren().add(new MachineLine());
            }
            ((MachineLine) rows.getChildren().get(i)).show(machines.get(i));
        }
        more.setVisible(shown < machines.size());
        more.setManaged(shown < machines.size());
        more.setText(ui.text("topology.behind.more", "count", machines.size() - shown));
    }

    Optional<Node> first() {
        return rows.getChildren().stream().findFirst();
    }

    private void showAll() {
        all = true;
        show(machines);
    }

    private final class MachineLine extends HBox {
        private final StateShape shape = new StateShape(Health.UNKNOWN, ui.px(12));
        private final Label name = Texts.name("");
        private final Quantity rpo = new Quantity();
        private Guest guest;

        private MachineLine() {
            super(10);
            getStyleClass().add("panel-row");
            setAlignment(Pos.CENTER_LEFT);
            setFillHeight(false);
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            name.setMinWidth(0);
            getChildren().addAll(shape, name, rpo);
            Doors.open(this, "", () -> open.accept(guest.name()));
        }

        private void show(Guest newGuest) {
            guest = newGuest;
            shape.setHealth(guest.health());
            name.setText(guest.name());
            Optional<Measure> measure =
                    guest.view()
                            .flatMap(MachineView::rpoSeconds)
                            .map(s -> ui.format().fine(Duration.ofMillis((long) (s * 1000))));
            measure.ifPresentOrElse(rpo::show, rpo::clear);
            rpo.state(guest.health());
            setAccessibleText(
                    ui.text(
                            "topology.behind.accessible",
                            "machine",
                            guest.name(),
                            "state",
                            States.word(ui, guest.health()),
                            "rpo",
                            measure.map(Measure::toString).orElse("")));
        }
    }
}
