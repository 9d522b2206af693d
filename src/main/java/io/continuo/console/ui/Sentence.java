package io.continuo.console.ui;

import javafx.scene.AccessibleRole;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence that wraps, with its emphasised parts semi-bold; made from {@link
 * io.continuo.console.fx.Messages#rich}.
 */
public final class Sentence extends TextFlow {
    private static final Pattern EMPHASIS = Pattern.compile("\uE000([^\uE001]*)\uE001");

    private final String[] classes;
    private String shown = "";

    public Sentence(String rich, String... classes) {
        this.classes = classes.clone();
        getStyleClass().add("sentence");
        setAccessibleRole(AccessibleRole.TEXT);
        show(rich);
    }

    public void show(String rich) {
        if (rich.equals(shown)) {
            return;
        }
        shown = rich;
        getChildren().clear();
        Matcher matcher = EMPHASIS.matcher(rich);
        int at = 0;
        while (matcher.find()) {
            add(rich.substring(at, matcher.start()), false);
            add(matcher.group(1), true);
            at = matcher.end();
        }
        add(rich.substring(at), false);
        setAccessibleText(rich.replace("\uE000", "").replace("\uE001", ""));
    }

    private void add(String text, boolean emphasised) {
        if (text.isEmpty()) {
            return;
        }
        var node = new Text(text);
        node.getStyleClass().addAll(classes);
        if (emphasised) {
            node.getStyleClass().addAll(Styles.STRONG, "ct-emphasis");
        }
        getChildren().add(node);
    }
}
