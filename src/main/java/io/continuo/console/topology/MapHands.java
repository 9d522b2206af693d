package io.continuo.console.topology;

import javafx.scene.Node;

import java.util.List;

/** What a person does on the topology screen. */
interface MapHands {
    /** A box was chosen: show its facts. */
    void select(Thing thing);

    /** A box was chosen for good: open what it stands for. */
    void open(Thing thing);

    void openMachine(String name);

    void deselect();

    /** The buttons below a thing's facts, the primary one first. */
    List<Node> acts(Facts facts);

    void export(MapExport.Format format);
}
