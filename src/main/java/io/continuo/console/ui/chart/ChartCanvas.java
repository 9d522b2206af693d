package io.continuo.console.ui.chart;

import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

import java.util.List;

/** A drawing whose colours come from the stylesheet; redraws when its size or a colour changes. */
public abstract class ChartCanvas extends Region {
    private static final StyleablePropertyFactory<ChartCanvas> FACTORY =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());

    private static final CssMetaData<ChartCanvas, Color> LINE =
            FACTORY.createColorCssMetaData("-ct-line", c -> c.line);
    private static final CssMetaData<ChartCanvas, Color> END =
            FACTORY.createColorCssMetaData("-ct-end", c -> c.end);
    private static final CssMetaData<ChartCanvas, Color> LIMIT =
            FACTORY.createColorCssMetaData("-ct-limit", c -> c.limit);
    private static final CssMetaData<ChartCanvas, Color> GRID =
            FACTORY.createColorCssMetaData("-ct-grid", c -> c.grid);
    private static final CssMetaData<ChartCanvas, Color> AXIS =
            FACTORY.createColorCssMetaData("-ct-axis", c -> c.axis);
    private static final CssMetaData<ChartCanvas, Color> OVER =
            FACTORY.createColorCssMetaData("-ct-over", c -> c.over);
    private static final CssMetaData<ChartCanvas, Color> OVER_TINT =
            FACTORY.createColorCssMetaData("-ct-over-tint", c -> c.overTint);
    private static final CssMetaData<ChartCanvas, Color> BARS =
            FACTORY.createColorCssMetaData("-ct-bars", c -> c.bars);
    private static final CssMetaData<ChartCanvas, Color> NOW =
            FACTORY.createColorCssMetaData("-ct-now", c -> c.now);
    private static final CssMetaData<ChartCanvas, Color> SURFACE =
            FACTORY.createColorCssMetaData("-ct-surface", c -> c.surface);
    private static final CssMetaData<ChartCanvas, Color> STRIP =
            FACTORY.createColorCssMetaData("-ct-strip", c -> c.strip);
    private static final CssMetaData<ChartCanvas, Color> SELECTION =
            FACTORY.createColorCssMetaData("-ct-selection", c -> c.selection);
    private static final CssMetaData<ChartCanvas, Font> FONT =
            FACTORY.createFontCssMetaData("-fx-font", c -> c.font, Font.getDefault(), true);

    protected final StyleableObjectProperty<Color> line = color(LINE, "line");
    protected final StyleableObjectProperty<Color> end = color(END, "end");
    protected final StyleableObjectProperty<Color> limit = color(LIMIT, "limit");
    protected final StyleableObjectProperty<Color> grid = color(GRID, "grid");
    protected final StyleableObjectProperty<Color> axis = color(AXIS, "axis");
    protected final StyleableObjectProperty<Color> over = color(OVER, "over");
    protected final StyleableObjectProperty<Color> overTint = color(OVER_TINT, "overTint");
    protected final StyleableObjectProperty<Color> bars = color(BARS, "bars");
    protected final StyleableObjectProperty<Color> now = color(NOW, "now");
    protected final StyleableObjectProperty<Color> surface = color(SURFACE, "surface");
    protected final StyleableObjectProperty<Color> strip = color(STRIP, "strip");
    protected final StyleableObjectProperty<Color> selection = color(SELECTION, "selection");
    protected final StyleableObjectProperty<Font> font =
            new SimpleStyleableObjectProperty<>(FONT, this, "font", Font.getDefault());

    private final Canvas canvas = new Canvas();

    protected ChartCanvas() {
        getStyleClass().add("chart-canvas");
        getChildren().add(canvas);
        font.addListener((property, before, after) -> requestLayout());
    }

    /** Draws everything; the area is cleared. */
    protected abstract void draw(GraphicsContext g, double width, double height);

    /** Draws now, if it has a size. */
    public final void redraw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (canvas.getWidth() > 0 && canvas.getHeight() > 0) {
            draw(g, canvas.getWidth(), canvas.getHeight());
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(snapSizeX(Math.max(0, getWidth() - insetsX())));
        canvas.setHeight(snapSizeY(Math.max(0, getHeight() - insetsY())));
        canvas.relocate(snappedLeftInset(), snappedTopInset());
        redraw();
    }

    private double insetsX() {
        return snappedLeftInset() + snappedRightInset();
    }

    private double insetsY() {
        return snappedTopInset() + snappedBottomInset();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FACTORY.getCssMetaData();
    }

    private StyleableObjectProperty<Color> color(
            CssMetaData<ChartCanvas, Color> metaData, String name) {
        var property = new SimpleStyleableObjectProperty<>(metaData, this, name, Color.GRAY);
        property.addListener((p, before, after) -> requestLayout());
        return property;
    }
}
