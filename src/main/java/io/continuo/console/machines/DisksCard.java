package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

import java.util.ArrayList;
import java.util.List;

/** The disks: what each holds up, and where its user attaches. */
final class DisksCard {
    private static final String[] HEADERS = {
        "machine.disk.path",
        "machine.disk.size",
        "machine.disk.churn",
        "machine.disk.waiting",
        "machine.disk.data",
        "machine.disk.uri"
    };

    private final Ui ui;
    private final Card card;
    private final GridPane grid = Styles.add(new GridPane(), "facts");
    private final List<DiskLine> lines = new ArrayList<>();

    DisksCard(Ui ui) {
        this.ui = ui;
        grid.getColumnConstraints()
                .addAll(
                        growing(130, 180),
                        fixed(76, HPos.RIGHT),
                        fixed(88, HPos.RIGHT),
                        fixed(84, HPos.RIGHT),
                        fixed(124, HPos.LEFT),
                        growing(160, 300));
        card = Card.titled(ui.text("machine.disks"), grid);
    }

    Node node() {
        return card;
    }

    private ColumnConstraints fixed(double width, HPos align) {
        var column = new ColumnConstraints(ui.px(width));
        column.setHalignment(align);
        return column;
    }

    private ColumnConstraints growing(double least, double width) {
        var column = new ColumnConstraints(ui.px(least), ui.px(width), Double.MAX_VALUE);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    void show(MachineView machine) {
        long size = machine.disks().stream().mapToLong(DiskView::sizeBytes).sum();
        card.caption(
                ui.text(
                        joining(machine) ? "machine.disks.joining" : "machine.disks.caption",
                        "count",
                        machine.disks().size(),
                        "size",
                        ui.format().bytes(size)));
        if (lines.size() != machine.disks().size()) {
            build(machine.disks().size());
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).show(machine.disks().get(i));
        }
    }

    /** Whether a disk, or a part of one, is on its way that points do not hold yet. */
    private static boolean joining(MachineView machine) {
        return machine.dataState() == DataState.DELTA
                && machine.disks().stream().anyMatch(disk -> disk.dataState() == DataState.INITIAL);
    }

    private void build(int count) {
        grid.getChildren().clear();
        lines.clear();
        grid.getRowConstraints().clear();
        for (int column = 0; column < HEADERS.length; column++) {
            Label header = Texts.micro(ui.text(HEADERS[column]));
            boolean right = column >= 1 && column <= 3;
            grid.add(cell(header, column, right, "head"), column, 0);
        }
        for (int i = 0; i < count; i++) {
            var line = new DiskLine(ui);
            lines.add(line);
            List<Node> nodes = line.nodes();
            for (int column = 0; column < nodes.size(); column++) {
                boolean right = column >= 1 && column <= 3;
                grid.add(cell(nodes.get(column), column, right, "row"), column, i + 1);
            }
        }
    }

    /** A cell that fills its place, so that the hairline above a row has no gaps. */
    private static Node cell(Node content, int column, boolean right, String kind) {
        var cell =
                new io.continuo.console.ui.Slot(
                        right ? javafx.geometry.Pos.CENTER_RIGHT : javafx.geometry.Pos.CENTER_LEFT);
        cell.put(content);
        Styles.add(cell, "fact-cell", kind);
        Styles.toggle(cell, "first", column == 0);
        Styles.toggle(cell, "last", column == HEADERS.length - 1);
        GridPane.setFillWidth(cell, true);
        return cell;
    }
}
