package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Subscription;

import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

import java.util.function.Supplier;

/** Copies a text; a tick says that it was done. */
public final class CopyButton extends Button {
    /** The tick stays for this many ticks of the shared timer: two seconds. */
    private static final int TICKS = 4;

    private final Ui ui;
    private int left;
    private Subscription ticking = Subscription.EMPTY;

    /** An icon alone, named by what it copies. */
    public static CopyButton icon(Ui ui, String name, Supplier<String> text) {
        var button = new CopyButton(ui, text);
        button.getStyleClass().addAll("icon-only", "compact", "flat");
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        return button;
    }

    /** 28 high with words. */
    public static CopyButton compact(Ui ui, String name, Supplier<String> text) {
        var button = new CopyButton(ui, text);
        button.getStyleClass().add("compact");
        button.setText(name);
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private CopyButton(Ui ui, Supplier<String> text) {
        this.ui = ui;
        setGraphic(Icon.inText(MaterialDesignC.CONTENT_COPY));
        setOnAction(event -> copy(text.get()));
    }

    private void copy(String text) {
        put(text);
        setGraphic(Icon.inText(MaterialDesignC.CHECK));
        ticking.unsubscribe();
        left = TICKS;
        ticking = ui.timer().every(this::tick);
    }

    private void tick() {
        left--;
        if (left <= 0) {
            ticking.unsubscribe();
            setGraphic(Icon.inText(MaterialDesignC.CONTENT_COPY));
        }
    }

    /** Puts a text on the clipboard. */
    public static void put(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
