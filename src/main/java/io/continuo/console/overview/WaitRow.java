package io.continuo.console.overview;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;

import java.util.Optional;

/** One thing that waits for a person, with the button that deals with it. */
final class WaitRow {
    private static final double HEIGHT = 61;

    private final Label act = Texts.name("");
    private final Label detail = Texts.caption("");
    private final Optional<Button> button;
    private final HBox region;

    /**
     * What a row is about; its words may change meanwhile.
     *
     * @param word on its button
     * @param subject id of the machine or job
     */
    record About(Ikon ikon, String word, String subject) {}

    /**
     * @param deal what the button does; without it there is none
     */
    WaitRow(Ui ui, About about, Optional<Runnable> deal) {
        var words = new VBox(2, act, detail);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        region = new HBox(12, Icon.atPrompt(about.ikon()), words);
        Styles.add(region, "ct-row", "wait-row");
        region.setMinHeight(ui.px(HEIGHT));
        region.setMaxHeight(ui.px(HEIGHT));
        button = deal.map(action -> Buttons.compact(about.word(), action));
        button.ifPresent(region.getChildren()::add);
    }

    HBox region() {
        return region;
    }

    void show(String what, String more) {
        act.setText(what);
        detail.setText(more);
        detail.setVisible(!more.isEmpty());
        detail.setManaged(!more.isEmpty());
        button.ifPresent(each -> each.setAccessibleText(each.getText() + ", " + what));
    }
}
