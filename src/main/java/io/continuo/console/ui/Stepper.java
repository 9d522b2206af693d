package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Steps of a wizard: done with a tick, the present one filled, later ones numbered; done steps are
 * doors.
 */
public final class Stepper extends HBox {
    private final Ui ui;
    private final List<String> names;
    private final IntConsumer open;

    /**
     * @param names the steps' words
     * @param open called with the index of a done step that was chosen
     */
    public Stepper(Ui ui, List<String> names, IntConsumer open) {
        this.ui = ui;
        this.names = List.copyOf(names);
        this.open = open;
        getStyleClass().add("stepper");
        show(0);
    }

    /** Makes a step the present one. */
    public void show(int present) {
        getChildren().clear();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                getChildren().add(Styles.add(new Region(), "rule"));
            }
            getChildren().add(step(i, present));
        }
    }

    private HBox step(int index, int present) {
        boolean done = index < present;
        var disc = Styles.add(new StackPane(), "disc");
        disc.getChildren()
                .add(
                        done
                                ? Icon.inText(MaterialDesignC.CHECK)
                                : Texts.of(ui.format().count(index + 1)));
        var step = Styles.add(new HBox(disc, Texts.whole(Texts.body(names.get(index)))), "step");
        step.getStyleClass().add(done ? "done" : index == present ? "now" : "later");
        step.setAccessibleText(
                ui.text(
                        done
                                ? "step.accessible.done"
                                : index == present
                                        ? "step.accessible.now"
                                        : "step.accessible.later",
                        "number",
                        index + 1,
                        "name",
                        names.get(index)));
        if (done) {
            Doors.open(step, step.getAccessibleText(), () -> open.accept(index));
        }
        return step;
    }
}
