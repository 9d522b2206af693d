package io.continuo.console.ui;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A place that holds one node at a time; putting the node that is there costs nothing. */
public final class Slot extends HBox {
    public Slot(Pos alignment) {
        getStyleClass().add("slot");
        setAlignment(alignment);
    }

    public void put(Node node) {
        if (getChildren().isEmpty() || getChildren().getFirst() != node) {
            HBox.setHgrow(node, Priority.ALWAYS);
            getChildren().setAll(node);
        }
    }

    public void clear() {
        getChildren().clear();
    }
}
