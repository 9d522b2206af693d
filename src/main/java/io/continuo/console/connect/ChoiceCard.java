package io.continuo.console.connect;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;

/** One way to begin: what it is, what it touches, and its button. */
final class ChoiceCard extends VBox {
    private static final double WIDTH = 325;
    private static final double LEAST_WIDTH = 220;

    private final HBox foot = new HBox(8);
    private final Button button;
    private final Ui ui;

    ChoiceCard(Ui ui, Ikon ikon, String title, String text, Button button) {
        this.ui = ui;
        this.button = button;
        getStyleClass().addAll("ct-card", "choice");
        var heading = Texts.subtitle(title);
        VBox.setMargin(heading, new Insets(12, 0, 4, 0));
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.setMinHeight(ui.px(32));
        foot.getChildren().setAll(button);
        VBox.setMargin(foot, new Insets(20, 0, 0, 0));
        getChildren()
                .addAll(
                        Icon.large(ikon),
                        heading,
                        Texts.wrapped(Texts.body(text)),
                        Texts.verticalSpacer(),
                        foot);
        setPrefWidth(ui.px(WIDTH));
        setMinWidth(ui.px(LEAST_WIDTH));
        setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(this, Priority.ALWAYS);
    }

    Button button() {
        return button;
    }

    /** Shows that it works on it, with a way to stop; in place of the button. */
    void busy(String doing, Node stop) {
        var wheel = new ProgressIndicator();
        wheel.setMinSize(ui.px(16), ui.px(16));
        wheel.setMaxSize(ui.px(16), ui.px(16));
        wheel.setMinWidth(Region.USE_PREF_SIZE);
        foot.getChildren()
                .setAll(wheel, Styles.add(Texts.caption(doing), "doing"), Texts.spacer(), stop);
    }

    void idle() {
        foot.getChildren().setAll(button);
    }
}
