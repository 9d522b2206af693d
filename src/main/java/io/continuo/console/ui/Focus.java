package io.continuo.console.ui;

import javafx.scene.Node;
import javafx.scene.Parent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where the keyboard focus is or could go. */
public final class Focus {
    private Focus() {}

    public static boolean isInside(Node node, Parent parent) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == parent) {
                return true;
            }
        }
        return false;
    }

    /** The first control inside a part that takes the focus. */
    public static Optional<Node> first(Parent parent) {
        return all(parent).stream().findFirst();
    }

    /** Every control inside a part that takes the focus, in order. */
    public static List<Node> all(Parent parent) {
        List<Node> found = new ArrayList<>();
        for (Node child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child.isFocusTraversable()) {
                found.add(child);
            } else if (child instanceof Parent inner) {
                found.addAll(all(inner));
            }
        }
        return found;
    }
}
