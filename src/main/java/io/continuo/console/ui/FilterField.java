package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** A field that filters what stands below it: {@code /} comes here, Escape clears it. */
public final class FilterField extends StackPane {
    private static final double WIDTH = 264;

    private final TextField field = new TextField();

    /**
     * @param prompt what can be typed, in words
     */
    public FilterField(Ui ui, String prompt) {
        getStyleClass().add("filter-field");
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        FontIcon glass = Icon.inButton(MaterialDesignM.MAGNIFY);
        glass.setMouseTransparent(true);
        Label cap = Texts.of("/", "key-cap");
        cap.setMouseTransparent(true);
        cap.visibleProperty().bind(field.textProperty().isEmpty());
        setMargin(glass, new Insets(0, 0, 0, 10));
        setMargin(cap, new Insets(0, 8, 0, 0));
        setAlignment(glass, Pos.CENTER_LEFT);
        setAlignment(cap, Pos.CENTER_RIGHT);
        getChildren().addAll(field, glass, cap);
        setPrefWidth(ui.px(WIDTH));
        setMinWidth(ui.px(160));
        setMaxWidth(USE_PREF_SIZE);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::clear);
    }

    public TextField field() {
        return field;
    }

    /**
     * Lets {@code /} pressed anywhere in a screen come here, and Down go on to what is filtered.
     *
     * @param screen the screen's root
     * @param list what is filtered
     */
    public void serve(Node screen, Node list) {
        screen.addEventHandler(
                KeyEvent.KEY_TYPED,
                event -> {
                    if (event.getCharacter().equals("/")
                            && !(event.getTarget() instanceof TextInputControl)) {
                        field.requestFocus();
                        field.selectAll();
                        event.consume();
                    }
                });
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.DOWN) {
                        list.requestFocus();
                        event.consume();
                    }
                });
    }

    private void clear(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
            field.clear();
            event.consume();
        }
    }
}
