package io.continuo.console.ui;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * Shared columns of a short list that is no table: every {@link #row} lays its cells out on the
 * same edges. Columns have a width and may grow.
 */
public final class Columns {
    private static final double GAP = 8;
    private static final double LEAST = 56;

    private final List<Column> columns = new ArrayList<>();
    private final double edge;

    /**
     * @param edge padding left of the first and right of the last column
     */
    public Columns(double edge) {
        this.edge = edge;
    }

    /**
     * @param width in pixels, already scaled
     * @param growth share of the room that is left; 0 keeps the width
     */
    public Columns add(double width, double growth, HPos align) {
        columns.add(new Column(width, growth, align));
        return this;
    }

    /** Changes a column's width in every row; rows lay themselves out anew when asked. */
    public void width(int index, double width) {
        Column column = columns.get(index);
        columns.set(index, new Column(width, column.growth(), column.align()));
    }

    public double width(int index) {
        return columns.get(index).width();
    }

    /** Room that is left goes to, and room that lacks comes from, the columns that grow. */
    private double[] widths(double total) {
        double spare = total - 2 * edge - GAP * (columns.size() - 1);
        spare -= columns.stream().mapToDouble(Column::width).sum();
        double growth = columns.stream().mapToDouble(Column::growth).sum();
        double[] widths = new double[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            double change = growth == 0 ? 0 : spare * column.growth() / growth;
            widths[i] = Math.max(Math.min(LEAST, column.width()), column.width() + change);
        }
        return widths;
    }

    /** A row of that many cells; an absent cell is null. */
    public Region row(double height, Node... cells) {
        return new Row(height, cells);
    }

    private record Column(double width, double growth, HPos align) {}

    private final class Row extends Region {
        private final Node[] cells;

        private Row(double height, Node... cells) {
            this.cells = cells.clone();
            for (Node cell : cells) {
                if (cell != null) {
                    getChildren().add(cell);
                }
            }
            setMinHeight(height);
            setPrefHeight(height);
            setMaxHeight(height);
            setMinWidth(0);
        }

        @Override
        protected double computePrefWidth(double height) {
            return 2 * edge
                    + GAP * (columns.size() - 1)
                    + columns.stream().mapToDouble(Column::width).sum();
        }

        @Override
        protected void layoutChildren() {
            double[] widths = widths(getWidth());
            double x = edge;
            for (int i = 0; i < columns.size(); i++) {
                place(cells[i], x, widths[i], columns.get(i).align());
                x += widths[i] + GAP;
            }
        }

        private void place(Node cell, double x, double width, HPos align) {
            if (cell != null) {
                layoutInArea(
                        cell,
                        snapPositionX(x),
                        0,
                        snapSizeX(width),
                        getHeight(),
                        0,
                        null,
                        cell instanceof io.continuo.console.ui.chart.ChartCanvas,
                        false,
                        align,
                        VPos.CENTER);
            }
        }
    }
}
