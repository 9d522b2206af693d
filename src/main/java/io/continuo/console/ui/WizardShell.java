package io.continuo.console.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.List;

/** A wizard's frame: title and steps above, the page scrolling between, 64 px of buttons below. */
public final class WizardShell extends BorderPane {
    private final ScrollPane body = new ScrollPane();
    private final HBox footer = Styles.add(new HBox(), "wizard-footer");
    private final HBox back = new HBox(8);
    private final HBox forward = new HBox(8);
    private final Label note = Texts.caption("");

    /**
     * @param leave the way out, such as <em>Save and leave</em>
     * @param chips what qualifies the title; may be empty
     */
    public WizardShell(String title, Stepper stepper, Node leave, Node... chips) {
        var line = new HBox(12, Texts.subtitle(title));
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        line.getChildren().addAll(chips);
        line.getChildren().addAll(Texts.spacer(), leave);
        setTop(Styles.add(new VBox(line, stepper), "wizard-header"));
        body.getStyleClass().add("page-scroll");
        body.setFitToWidth(true);
        body.setFitToHeight(true);
        setCenter(body);
        back.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        forward.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        footer.getChildren().addAll(back, Texts.spacer(), note, forward);
        setBottom(footer);
    }

    /** Shows a page; its own padding is the page's business (style class {@code page}). */
    public void page(Node page) {
        if (body.getContent() != page) {
            body.setContent(page);
            body.setVvalue(0);
        }
    }

    /** The buttons at the left: back. */
    public void back(Node... nodes) {
        Children.show(back, List.of(nodes));
    }

    /** The quiet sentence beside the buttons, and the buttons at the right, the primary last. */
    public void forward(String sentence, Node... nodes) {
        note.setText(sentence);
        Children.show(forward, List.of(nodes));
    }
}
