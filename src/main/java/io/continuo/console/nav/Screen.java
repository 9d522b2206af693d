package io.continuo.console.nav;

import io.continuo.console.fx.Pins;
import io.continuo.console.fx.Tasks;
import io.continuo.console.fx.Ui;

import javafx.scene.Node;

/**
 * A screen. It learns from its node's {@code scene} property that it is shown or gone: whatever it
 * listens to is bound in {@link #activate} through {@link #pins} and {@link #tasks} and is let go
 * by itself, so a screen cannot leak.
 */
public abstract class Screen {
    private final Node node;
    private final Pins pins = new Pins();
    private final Tasks tasks;
    private boolean active;

    /**
     * @param node what is shown
     */
    protected Screen(Ui ui, Node node) {
        this.node = node;
        this.tasks = new Tasks(ui.thread());
        node.sceneProperty().subscribe(scene -> follow(scene != null));
    }

    public final Node node() {
        return node;
    }

    /** Bind to longer-lived things, start questions. Runs each time the screen is shown. */
    protected abstract void activate();

    /** Let go of what is neither a pin nor a task; most screens need nothing here. */
    protected void deactivate() {
        // pins and tasks are released by the base class
    }

    /** Where the focus goes when the screen is shown; by default its first control. */
    protected Node firstFocus() {
        return node;
    }

    /** Listeners and bindings, released when the screen is gone. */
    protected final Pins pins() {
        return pins;
    }

    /** Work off the UI thread, cancelled when the screen is gone. */
    protected final Tasks tasks() {
        return tasks;
    }

    /** Whether no question of this screen is still unanswered. */
    final boolean atRest() {
        return tasks.atRest();
    }

    private void follow(boolean shown) {
        if (shown == active) {
            return;
        }
        active = shown;
        if (shown) {
            activate();
        } else {
            tasks.cancelAll();
            pins.release();
            deactivate();
        }
    }
}
