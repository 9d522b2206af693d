package io.continuo.console.overview;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The Overview's page: banner, worst RPO and what waits, three answers, the foot. */
final class OverviewView {
    private static final int COLUMNS = 3;
    private static final double GAP = 16;
    private static final double LOWER_LEAST = 232;
    private static final double LOWER_MOST = 324;

    final Banner banner;
    private final Ui ui;
    private final ScrollPane scroll = new ScrollPane();
    private final StackPane root = new StackPane(scroll);
    private final VBox page;
    private final GridPane grid = new GridPane(GAP, GAP);
    private final Node strip;

    OverviewView(Ui ui, Banner banner, Node strip, Node rpo, Node wait, Node... answers) {
        this.ui = ui;
        this.banner = banner;
        this.strip = strip;
        for (int i = 0; i < COLUMNS; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        var upper = new RowConstraints();
        upper.setVgrow(Priority.NEVER);
        var lower = new RowConstraints();
        lower.setVgrow(Priority.ALWAYS);
        lower.setMinHeight(ui.px(LOWER_LEAST));
        lower.setPrefHeight(ui.px(LOWER_LEAST));
        lower.setMaxHeight(ui.px(LOWER_MOST));
        grid.getRowConstraints().addAll(upper, lower);
        grid.add(rpo, 0, 0, 2, 1);
        grid.add(wait, 2, 0);
        for (int i = 0; i < answers.length; i++) {
            grid.add(answers[i], i, 1);
        }
        VBox.setVgrow(grid, Priority.ALWAYS);
        page = Styles.add(new VBox(banner, grid, strip), "page");
        scroll.setContent(page);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("page-scroll");
    }

    Node root() {
        return root;
    }

    /** Shows the page, or in its place what to do first. */
    void show(Node instead) {
        if (instead == null && root.getChildren().getFirst() != scroll) {
            root.getChildren().setAll(scroll);
        } else if (instead != null && root.getChildren().getFirst() == scroll) {
            root.getChildren().setAll(instead);
        }
    }

    /** Room for rows of the worst machines, so that the page need not scroll. */
    double roomForRows(double overhead) {
        double others =
                banner.prefHeight(page.getWidth())
                        + Math.max(ui.px(88), strip.prefHeight(page.getWidth()))
                        + ui.px(LOWER_LEAST)
                        + 3 * GAP
                        + 2 * 24;
        return root.getHeight() - others - overhead - 2;
    }

    /** Lets the lower cards grow with the window, but not into emptiness. */
    void limitTo(double upperHeight) {
        grid.setMaxHeight(upperHeight + GAP + ui.px(LOWER_MOST));
    }

    double lowerHeight() {
        return grid.getChildren().getLast().getLayoutBounds().getHeight();
    }
}
