package io.continuo.console.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A card: hairline border, a header 44 high with title, caption and door, then its content. */
public final class Card extends VBox {
    private final Label title = Texts.whole(Texts.heading(""));
    private final Label caption = Texts.caption("");
    private final HBox header = Styles.add(new HBox(), "header");
    private final HBox trailing = new HBox(12);

    /** A card without a header. */
    public Card(Node... content) {
        getStyleClass().addAll("ct-card", "headless");
        getChildren().addAll(content);
        trailing.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        trailing.setMinWidth(USE_PREF_SIZE);
    }

    /** A card with a title; its content follows under a hairline where it draws one itself. */
    public static Card titled(String text, Node... content) {
        var card = new Card();
        card.getStyleClass().remove("headless");
        card.title.setText(text);
        var titles = Styles.add(new HBox(card.title, card.caption), "titles");
        titles.setMinWidth(0);
        card.header.getChildren().addAll(titles, Texts.spacer(), card.trailing);
        card.getChildren().add(card.header);
        card.getChildren().addAll(content);
        card.setAccessibleText(text);
        return card;
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /** The quiet words beside the title. */
    public Card caption(String text) {
        caption.setText(text);
        return this;
    }

    /** What stands at the header's end: a link, a legend, counts. */
    public Card trailing(Node... nodes) {
        trailing.getChildren().setAll(nodes);
        return this;
    }

    /** Appends content with the card's padding of 16 around it. */
    public Card padded(Node... content) {
        var body = Styles.add(new VBox(8, content), "body");
        getChildren().add(body);
        return this;
    }

    public Card content(Node... content) {
        getChildren().addAll(content);
        return this;
    }
}
