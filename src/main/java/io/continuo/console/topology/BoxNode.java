package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.ui.Styles;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.VBox;

/** A box as drawn: shown anew in place whenever its facts change. */
abstract class BoxNode extends VBox {
    private Arrangement.Box box;

    BoxNode(String styleClass) {
        getStyleClass().addAll("map-box", styleClass);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
    }

    /** Makes the node a thing is drawn by. */
    static BoxNode of(Thing thing, MapWords words) {
        return switch (thing) {
            case Thing.HostFrame frame -> new FrameNode(words);
            case Thing.HostsFrame frame -> new FrameNode(words);
            case Thing.HostTile tile -> new HostTileNode(words);
            case Thing.GuestTile tile -> new GuestTileNode(words);
            case Thing.Process process -> new ProcessNode(words);
            case Thing.Line line -> new LineNode(words);
            case Thing.Target target -> new TargetNode(words);
            case Thing.Control control -> new ControlNode(words);
        };
    }

    final Arrangement.Box box() {
        return box;
    }

    final void show(Arrangement.Box newBox, MapWords words) {
        box = newBox;
        Styles.state(this, edge(newBox));
        Styles.toggle(this, "lit", newBox.lit());
        setAccessibleText(words.accessible(newBox.thing()));
        show(newBox.thing());
    }

    /** Which state colours the edge: its own, or that of the fault it is lit by. */
    private static Health edge(Arrangement.Box box) {
        return box.thing().health();
    }

    abstract void show(Thing thing);
}
