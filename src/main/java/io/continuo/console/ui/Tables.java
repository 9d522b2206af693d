package io.continuo.console.ui;

import io.continuo.console.fx.Ui;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tables as TOKENS.md asks: header 28, rows 36, 32 or 28, fixed cell size so that 10,000 rows stay
 * smooth. Columns read properties of stable row objects; no bindings are made in cells.
 */
public final class Tables {
    /** Height of a row. */
    public enum Density {
        /** 36. */
        NORMAL(36, ""),
        /** 32. */
        DENSE(32, "dense"),
        /** 28, in small cards. */
        SMALL(28, "small");

        private final double height;
        private final String styleClass;

        Density(double height, String styleClass) {
            this.height = height;
            this.styleClass = styleClass;
        }
    }

    /** Where a column stands: the outer ones are padded to the card's edge. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private Tables() {}

    public static <S> TableView<S> create(Ui ui, Density density, String accessibleText) {
        var table = new TableView<S>();
        table.getStyleClass().add("ct-table");
        if (!density.styleClass.isEmpty()) {
            table.getStyleClass().add(density.styleClass);
        }
        table.setFixedCellSize(ui.px(density.height));
        table.setAccessibleText(accessibleText);
        table.setTableMenuButtonVisible(false);
        return table;
    }

    /** Makes the columns share the whole width; call after the columns are added. */
    public static <S> TableView<S> fitColumns(TableView<S> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        padEdges(table);
        return table;
    }

    /** Pads the first and the last column to the card's edge. */
    public static <S> void padEdges(TableView<S> table) {
        table.getColumns().forEach(column -> column.getStyleClass().removeAll("first", "last"));
        if (!table.getColumns().isEmpty()) {
            table.getColumns().getFirst().getStyleClass().add("first");
            table.getColumns().getLast().getStyleClass().add("last");
        }
    }

    /** A column of plain text. */
    public static <S> TableColumn<S, String> text(
            String header,
            double width,
            Function<S, ObservableValue<String>> value,
            String... classes) {
        TableColumn<S, String> column = column(header, width, Align.LEFT, value);
        column.getStyleClass().addAll(classes);
        return column;
    }

    /**
     * A column whose cells show a node made once per cell.
     *
     * @param view makes the node and says how it shows a value
     */
    public static <S, T> TableColumn<S, T> node(
            String header,
            double width,
            Align align,
            Function<S, ObservableValue<T>> value,
            Supplier<? extends CellView<T>> view) {
        TableColumn<S, T> column = column(header, width, align, value);
        column.setCellFactory(c -> new NodeCell<>(view.get()));
        return column;
    }

    private static <S, T> TableColumn<S, T> column(
            String header, double width, Align align, Function<S, ObservableValue<T>> value) {
        var column = new TableColumn<S, T>(header);
        column.setPrefWidth(width);
        column.setCellValueFactory(features -> value.apply(features.getValue()));
        column.setReorderable(false);
        if (align == Align.RIGHT) {
            column.getStyleClass().add("right");
        }
        return column;
    }

    /** What a cell shows. */
    public interface CellView<T> {
        Node node();

        void show(T value);
    }

    private static final class NodeCell<S, T> extends TableCell<S, T> {
        private final CellView<T> view;

        private NodeCell(CellView<T> view) {
            this.view = view;
        }

        @Override
        protected void updateItem(T value, boolean empty) {
            super.updateItem(value, empty);
            if (empty || value == null) {
                setGraphic(null);
                return;
            }
            view.show(value);
            setGraphic(view.node());
        }
    }
}
