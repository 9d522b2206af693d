package io.continuo.console.machines;

import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.CopyButton;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** One disk in {@link DisksCard}; its nodes are made once and change in place. */
final class DiskLine {
    private final Ui ui;
    private final Label path = Texts.name("");
    private final Quantity size = Styles.add(new Quantity().plain(), "right");
    private final Quantity churn = Styles.add(new Quantity().plain(), "right");
    private final Quantity waiting = Styles.add(new Quantity().plain(), "right");
    private final StatusBadge state;
    private final Label uri = Texts.of("", Styles.MONO, Styles.MUTED);
    private final Tooltip wholePath = new Tooltip();
    private final Tooltip wholeUri = new Tooltip();
    private final Label device = Texts.of("", Styles.MONO, Styles.MUTED);
    private final VBox address;
    private final HBox deviceRow;
    private final CopyButton copy;

    DiskLine(Ui ui) {
        this.ui = ui;
        state = new StatusBadge(ui, Health.UNKNOWN);
        path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        uri.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        path.setTooltip(wholePath);
        uri.setTooltip(wholeUri);
        copy = CopyButton.icon(ui, ui.text("machine.copyUri"), uri::getText);
        deviceRow =
                row(device, CopyButton.icon(ui, ui.text("machine.copyDevice"), device::getText));
        address = new VBox(row(uri, copy), deviceRow);
        address.setAlignment(Pos.CENTER_LEFT);
    }

    private static HBox row(Label text, CopyButton copy) {
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(4, text, copy);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    List<Node> nodes() {
        return List.of(path, size, churn, waiting, state, address);
    }

    void show(DiskView disk) {
        path.setText(disk.path());
        wholePath.setText(disk.path());
        size.show(ui.format().bytes(disk.sizeBytes()));
        churn.show(ui.format().rate(disk.churnBytesPerSecond()));
        waiting.show(ui.format().bytes(disk.waitingBytes()));
        state.show(Words.health(disk.dataState()), Words.of(ui, disk.dataState()));
        boolean none = disk.nbdUri().isEmpty();
        uri.setText(none ? ui.text(noUri(disk)) : disk.nbdUri());
        wholeUri.setText(uri.getText());
        copy.setVisible(!none);
        boolean isDevice = !disk.devicePath().isEmpty();
        device.setText(disk.devicePath());
        deviceRow.setVisible(isDevice);
        deviceRow.setManaged(isDevice);
    }

    private static String noUri(DiskView disk) {
        return CaptureKind.ofQemu(disk.path()) ? "machine.disk.ofQemu" : "machine.disk.noUri";
    }
}
