package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.List;

/**
 * Shows dialogs above the window's content, inside the same scene: they work headless, inherit the
 * theme, and cannot get lost behind the window. Escape leaves; focus returns to where it was.
 */
public final class ModalHost extends StackPane {
    private final Ui ui;
    private final StackPane scrim = Styles.add(new StackPane(), "modal-scrim");
    private Node focusBefore;
    private Runnable onLeave = () -> {};

    /**
     * @param behind the window's content
     */
    public ModalHost(Ui ui, Node behind) {
        this.ui = ui;
        scrim.setVisible(false);
        getChildren().addAll(behind, scrim);
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyWhileOpen);
        scrim.setOnMousePressed(event -> {
            if (event.getTarget() == scrim) {
                leave();
            }
        });
    }

    /**
     * Shows a dialog.
     *
     * @param title its heading
     * @param body its content
     * @param width in pixels at 100 %
     * @param leave called when it was left without an act: Escape, the cross, a click outside
     * @param buttons the footer, the primary one last; none hides the footer
     */
    public void show(String title, Node body, double width, Runnable leave, Node... buttons) {
        var header =
                Styles.add(
                        new HBox(
                                Texts.subtitle(title),
                                Texts.spacer(),
                                Styles.add(
                                        Buttons.icon(
                                                MaterialDesignC.CLOSE,
                                                ui.text("modal.close"),
                                                this::leave),
                                        "flat")),
                        "modal-header");
        var content = Styles.add(new VBox(body), "modal-body");
        VBox.setVgrow(content, javafx.scene.layout.Priority.ALWAYS);
        var box = Styles.add(new VBox(header, content), "modal");
        if (buttons.length > 0) {
            box.getChildren().add(Styles.add(new HBox(buttons), "modal-footer"));
        }
        box.setMaxSize(ui.px(width), Region.USE_PREF_SIZE);
        box.setPrefWidth(ui.px(width));
        showBare(box, leave);
    }

    /** Shows a box without header and footer, such as the palette. */
    public void showBare(Region box, Runnable leave) {
        if (!scrim.isVisible()) {
            focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        }
        onLeave = leave;
        scrim.getChildren().setAll(box);
        scrim.setVisible(true);
        box.requestFocus();
    }

    /** Closes after an act; the leave callback is not called. */
    public void close() {
        if (!scrim.isVisible()) {
            return;
        }
        scrim.setVisible(false);
        scrim.getChildren().clear();
        onLeave = () -> {};
        if (focusBefore != null) {
            focusBefore.requestFocus();
            focusBefore = null;
        }
    }

    public boolean isOpen() {
        return scrim.isVisible();
    }

    /** Keys go to the dialog alone: also when its page changed and took the focus with it. */
    private void keyWhileOpen(KeyEvent event) {
        if (!isOpen()) {
            return;
        }
        Node owner = getScene().getFocusOwner();
        boolean inside = owner != null && Focus.isInside(owner, scrim);
        if (event.getCode() == KeyCode.ESCAPE) {
            leave();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && atEdge(owner, event.isShiftDown())
                || !inside) {
            List<Node> controls = Focus.all(scrim);
            if (!controls.isEmpty()) {
                (event.isShiftDown() ? controls.getLast() : controls.getFirst()).requestFocus();
            }
            event.consume();
        }
    }

    /** Whether the focus would go on to what lies behind the dialog. */
    private boolean atEdge(Node owner, boolean backwards) {
        List<Node> controls = Focus.all(scrim);
        return controls.isEmpty()
                || owner == (backwards ? controls.getFirst() : controls.getLast());
    }

    private void leave() {
        Runnable left = onLeave;
        close();
        left.run();
    }
}
