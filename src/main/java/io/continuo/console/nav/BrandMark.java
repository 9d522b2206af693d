package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Styles;

import javafx.scene.layout.Pane;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The mark: a machine and what is kept of it elsewhere, joined by one unbroken line. */
public final class BrandMark extends Pane {
    private static final double GRID = 22;
    private static final String RING = "M4.5 14A2.5 2.5 0 1 1 4.5 19A2.5 2.5 0 1 1 4.5 14Z";
    private static final String KEPT = "M17.5 3A2.5 2.5 0 1 1 17.5 8A2.5 2.5 0 1 1 17.5 3Z";
    private static final String LINE = "M7.2 16.5H12a3.6 3.6 0 0 0 3.6-3.6V8.2";

    public BrandMark(Ui ui, double size) {
        double edge = ui.px(size);
        setMinSize(edge, edge);
        setPrefSize(edge, edge);
        setMaxSize(edge, edge);
        for (String content : new String[] {RING, KEPT, LINE}) {
            SVGPath path = Styles.add(new SVGPath(), "brand-mark");
            path.setContent(content);
            path.setManaged(false);
            path.getTransforms().add(new Scale(edge / GRID, edge / GRID));
            getChildren().add(path);
        }
    }
}
