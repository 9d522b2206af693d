package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.List;

/** The box of a dialog whose content changes while it is open: header, body, footer. */
public final class DialogBox extends VBox {
    private final Ui ui;
    private final Label title = Texts.subtitle("");
    private final Label caption = Texts.caption("");
    private final ScrollPane body = Styles.add(new ScrollPane(), "page-scroll");
    private final VBox page = Styles.add(new VBox(16), "dialog-body");
    private final Label note = Texts.caption("");
    private final HBox buttons = new HBox(8);

    /**
     * @param width in pixels at 100 %
     * @param close what the cross does
     */
    public DialogBox(Ui ui, double width, Runnable close) {
        this.ui = ui;
        getStyleClass().add("modal");
        var titles = new HBox(8, Texts.whole(title), caption);
        titles.setAlignment(Pos.BASELINE_LEFT);
        titles.setFillHeight(false);
        caption.setMinWidth(0);
        titles.setMinWidth(0);
        HBox.setHgrow(titles, Priority.ALWAYS);
        var cross =
                Styles.add(
                        Buttons.icon(MaterialDesignC.CLOSE, ui.text("modal.close"), close), "flat");
        var header = Styles.add(new HBox(titles, cross), "modal-header");
        header.setFillHeight(false);
        body.setContent(page);
        body.setFitToWidth(true);
        VBox.setVgrow(body, Priority.ALWAYS);
        note.setMinWidth(0);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(USE_PREF_SIZE);
        var footer = Styles.add(new HBox(16, note, Texts.spacer(), buttons), "modal-footer");
        getChildren().addAll(header, body, footer);
        setMaxSize(ui.px(width), Region.USE_PREF_SIZE);
        setPrefWidth(ui.px(width));
    }

    public void title(String text, String quiet) {
        title.setText(text);
        caption.setText(quiet);
    }

    /**
     * Shows a page; its padding is the dialog's. What is shown already stays as it is.
     *
     * @param height that the page needs, in pixels at 100 %; it scrolls where the window has less
     */
    public void body(double height, Node... content) {
        body.setPrefViewportHeight(ui.px(height));
        List<Node> wanted = List.of(content);
        if (!wanted.equals(page.getChildren())) {
            Children.show(page, wanted);
            body.setVvalue(0);
        }
    }

    /** The quiet sentence beside the buttons, and the buttons, the primary one last. */
    public void footer(String sentence, Node... acts) {
        note.setText(sentence);
        Children.show(buttons, List.of(acts));
    }
}
