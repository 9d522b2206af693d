package io.continuo.console.ui;

import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

import java.util.List;

/**
 * Changes what a pane holds without touching what stays. A control that is taken out and put back
 * while somebody presses it loses the click: so live pages never set all their children anew.
 */
public final class Children {
    private Children() {}

    /** Makes the children exactly these, in this order; those that stay are not moved. */
    public static void show(Pane pane, List<? extends Node> wanted) {
        show(pane.getChildren(), wanted);
    }

    static void show(ObservableList<Node> children, List<? extends Node> wanted) {
        for (int i = children.size() - 1; i >= 0; i--) {
            if (!wanted.contains(children.get(i))) {
                children.remove(i);
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            Node node = wanted.get(i);
            if (i >= children.size() || children.get(i) != node) {
                children.remove(node);
                children.add(i, node);
            }
        }
    }
}
