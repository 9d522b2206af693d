package io.continuo.console.ui;

import io.continuo.api.job.JobState;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/**
 * The state of a job or step as shape and word. What runs, waits or was cancelled is neither well
 * nor ill and has a neutral icon.
 */
public final class JobMark extends HBox {
    private final Ui ui;
    private final StackPane place = new StackPane();
    private final Label word = Texts.whole(Texts.body(""));

    public JobMark(Ui ui) {
        super(6);
        this.ui = ui;
        setAlignment(Pos.CENTER_LEFT);
        place.setMinWidth(ui.px(14));
        place.setMaxWidth(ui.px(14));
        getChildren().addAll(place, word);
    }

    public JobMark show(JobState state, boolean isStep) {
        place.getChildren().setAll(mark(state));
        word.setText(
                isStep && state == JobState.WAITING
                        ? ui.text("jobs.step.toCome")
                        : Words.of(ui, state));
        Styles.state(word, state == JobState.FAILED ? Health.CRITICAL : Health.HEALTHY);
        Styles.toggle(word, Styles.MUTED, state == JobState.WAITING || state == JobState.CANCELLED);
        return this;
    }

    /** Says that it waits for a person. */
    public JobMark waits() {
        place.getChildren().setAll(new StateShape(Health.WARNING, ui.px(12)));
        word.setText(ui.text("jobs.step.waits"));
        Styles.state(word, Health.WARNING);
        return this;
    }

    /** The word. */
    public String text() {
        return word.getText();
    }

    private Node mark(JobState state) {
        return switch (state) {
            case SUCCEEDED -> new StateShape(Health.HEALTHY, ui.px(12));
            case FAILED -> new StateShape(Health.CRITICAL, ui.px(12));
            case RUNNING -> Icon.inText(MaterialDesignP.PROGRESS_CLOCK);
            case WAITING -> Icon.inText(MaterialDesignM.MINUS);
            case CANCELLED -> Icon.inText(MaterialDesignC.CANCEL);
        };
    }
}
