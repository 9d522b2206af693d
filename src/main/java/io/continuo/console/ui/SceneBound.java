package io.continuo.console.ui;

import javafx.scene.Node;
import javafx.util.Subscription;

import java.util.function.Supplier;

/** Holds a subscription exactly while a node is in a scene, so that a node that left is let go. */
public final class SceneBound {
    private Subscription held = Subscription.EMPTY;

    /**
     * @param subscribe called whenever the node enters a scene
     */
    public SceneBound(Node node, Supplier<Subscription> subscribe) {
        node.sceneProperty()
                .subscribe(scene -> {
                    held.unsubscribe();
                    held = scene == null ? Subscription.EMPTY : subscribe.get();
                });
    }
}
