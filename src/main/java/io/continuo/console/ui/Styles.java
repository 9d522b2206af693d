package io.continuo.console.ui;

import io.continuo.api.machine.Health;

import javafx.scene.Node;

/** The style classes of continuo.css that code may name, and how to set them. */
public final class Styles {
    /** 11 px, column headers and axis labels only. */
    public static final String MICRO = "ct-micro";

    /** 12 px, captions, sublines, links, chips. */
    public static final String SMALL = "ct-small";

    /** 13 px, everything else. */
    public static final String BODY = "ct-body";

    /** 14 px semi-bold, card titles. */
    public static final String HEADING = "ct-heading";

    /** 16 px semi-bold, wizard and toolbar titles. */
    public static final String SUBTITLE = "ct-subtitle";

    /** 20 px semi-bold, the screen's title and the root cause. */
    public static final String TITLE = "ct-title";

    /** 28 px semi-bold, the numbers one looks for. */
    public static final String NUMBER = "ct-number";

    /** Fixed pitch, commands and addresses in prose. */
    public static final String MONO = "ct-mono";

    /** Weight 500, names and buttons. */
    public static final String MEDIUM = "ct-medium";

    /** Weight 600. */
    public static final String STRONG = "ct-strong";

    /** Units and captions. */
    public static final String MUTED = "ct-muted";

    /** The strong foreground of names and numbers. */
    public static final String NAME = "ct-name";

    private Styles() {}

    /** Adds classes and gives the node back. */
    public static <N extends Node> N add(N node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    /** Has the class or has it not. */
    public static void toggle(Node node, String styleClass, boolean on) {
        if (!on) {
            node.getStyleClass().remove(styleClass);
        } else if (!node.getStyleClass().contains(styleClass)) {
            node.getStyleClass().add(styleClass);
        }
    }

    /** Colours the node by a state: exactly one of the four state classes. */
    public static void state(Node node, Health health) {
        for (Health each : Health.values()) {
            toggle(node, of(each), each == health);
        }
    }

    static String of(Health health) {
        return switch (health) {
            case HEALTHY -> "state-healthy";
            case WARNING -> "state-warning";
            case CRITICAL -> "state-critical";
            case UNKNOWN -> "state-unknown";
        };
    }
}
