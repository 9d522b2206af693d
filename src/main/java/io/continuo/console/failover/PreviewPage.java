package io.continuo.console.failover;

import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.Nic;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.NameConfirm;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What would be lost, what will happen and how long it takes, and the name to be typed. */
final class PreviewPage {
    private static final double RIGHT = 376;

    private final Ui ui;
    private final FailoverModel model;
    private final FailoverWords words;
    private final Quantity lost = new Quantity(Quantity.Size.BIG);
    private final Quantity bytes = new Quantity(Quantity.Size.BIG);
    private final Label ofWork = Texts.wrapped(Texts.caption(""));
    private final Label missing = Texts.wrapped(Texts.caption(""));
    private final Label point = Texts.wrapped(Texts.name(""));
    private final Label promise = Texts.wrapped(Texts.caption(""));
    private final HBox instead;
    private final VBox happens = new VBox(8);
    private final Card starts;
    private final CheckList checks;
    private final Quantity span = new Quantity(Quantity.Size.MID);
    private final Label howLong = Texts.wrapped(Texts.caption(""));
    private final NameConfirm confirm;
    private final Label live = Texts.wrapped(Texts.body(""));
    private final CheckBox shutDown;
    private final Node node;
    private List<Object> shown = List.of();

    PreviewPage(
            Ui ui, FailoverModel model, FailoverWords words, String machine, Runnable planInstead) {
        this.ui = ui;
        this.model = model;
        this.words = words;
        checks = new CheckList(ui, ui.text("failover.checks"));
        starts = Card.titled(ui.text("failover.live.starts"));
        instead = instead(planInstead);
        confirm =
                new NameConfirm(
                        ui, ui.messages().rich("failover.live.type", "machine", machine), machine);
        confirm.field().setId("failover-name");
        shutDown = new CheckBox(ui.text("failover.live.shutDown", "machine", machine));
        shutDown.selectedProperty().bindBidirectional(model.shutDown());
        var happensCard = Card.titled(ui.text("failover.happens")).padded(happens);
        var left = new VBox(16, new Card(stats()), instead, happensCard, starts);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        var estimate = new HBox(8, span, howLong);
        estimate.setAlignment(Pos.BASELINE_LEFT);
        var right =
                new VBox(
                        16,
                        checks,
                        Card.titled(ui.text("failover.live.long")).padded(estimate),
                        Card.titled(ui.text("failover.live.confirm"))
                                .padded(live, confirm, shutDown));
        right.setMinWidth(ui.px(RIGHT));
        right.setMaxWidth(ui.px(RIGHT));
        node = Styles.add(new VBox(new HBox(16, left, right)), "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    NameConfirm confirm() {
        return confirm;
    }

    private Node stats() {
        var row = new GridPane();
        for (double percent : new double[] {27, 23, 50}) {
            var column = new ColumnConstraints();
            column.setPercentWidth(percent);
            row.getColumnConstraints().add(column);
        }
        row.addRow(
                0,
                stat(true, ui.text("failover.live.lose"), lost, ofWork),
                stat(false, ui.text("failover.live.which"), bytes, missing),
                stat(false, ui.text("failover.live.get"), point, promise));
        return row;
    }

    private static VBox stat(boolean first, String name, Node value, Node below) {
        var stat = Styles.add(new VBox(Texts.caption(name), value, below), "attribute");
        Styles.toggle(stat, "first", first);
        return stat;
    }

    private HBox instead(Runnable planInstead) {
        var sentence = new Sentence(ui.messages().rich("failover.live.instead"), Styles.BODY);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        var row =
                new HBox(
                        12,
                        Icon.inList(MaterialDesignI.INFORMATION_OUTLINE),
                        sentence,
                        Buttons.compact(ui.text("failover.live.planIt"), planInstead));
        row.setAlignment(Pos.CENTER_LEFT);
        return Styles.add(row, "ct-card", "headless", "hint-row");
    }

    /** What is shown already stays as it is. */
    void show() {
        boolean planned =
                model.kind().get().filter(kind -> kind == FailoverKind.PLANNED).isPresent();
        shutDown.setVisible(!planned);
        shutDown.setManaged(!planned);
        boolean offer = !planned && model.legal(FailoverKind.PLANNED);
        instead.setVisible(offer);
        instead.setManaged(offer);
        Optional<FailoverPreview> preview = model.preview().get();
        List<Object> says =
                List.of(
                        preview,
                        model.kind().get(),
                        model.shutDown().get(),
                        model.back(),
                        model.machine().flatMap(MachineView::hardware));
        if (says.equals(shown)) {
            return;
        }
        shown = says;
        checks.show(words.checks(model));
        showHappens();
        model.machine().ifPresent(this::showStarts);
        preview.ifPresent(answer -> showCost(answer, planned));
        live.setText(
                ui.text(
                        model.back() ? "failover.live.this.back" : "failover.live.this.over",
                        "machine",
                        model.machine().map(MachineView::name).orElse("")));
    }

    private void showCost(FailoverPreview answer, boolean planned) {
        lost.show(ui.format().elapsed(model.lost()));
        boolean loses = !model.lost().isZero();
        Styles.state(lost, loses ? Health.CRITICAL : Health.HEALTHY);
        ofWork.setText(ui.text(planned ? "failover.live.lose.none" : "failover.live.lose.work"));
        bytes.show(ui.format().bytes(answer.lostBytes()));
        missing.setText(
                answer.lostAsOf()
                        .map(time ->
                                ui.text(
                                        "failover.live.asOf",
                                        "time",
                                        ui.format().clockWithSeconds(time)))
                        .orElse(ui.text("failover.live.asOf.never")));
        point.setText(
                planned
                        ? ui.text("failover.live.get.planned", "machine", answer.machine())
                        : model.chosen()
                                .get()
                                .map(chosen ->
                                        ui.text(
                                                "failover.live.get.point",
                                                "machine",
                                                answer.machine(),
                                                "time",
                                                ui.format().clockWithSeconds(chosen.time())))
                                .orElse(""));
        promise.setText(
                planned
                        ? ui.text("failover.live.get.planned.what")
                        : model.chosen()
                                .get()
                                .flatMap(DrillPoint::point)
                                .or(answer::point)
                                .map(view -> Words.of(ui, view))
                                .orElse(""));
        answer.seconds()
                .ifPresentOrElse(
                        seconds -> {
                            span.setVisible(true);
                            span.setManaged(true);
                            span.show(ui.format().fine(Duration.ofMillis((long) (seconds * 1e3))));
                            howLong.setText(ui.text("failover.live.long.measured"));
                        },
                        () -> {
                            span.setVisible(false);
                            span.setManaged(false);
                            howLong.setText(ui.text("failover.live.long.unknown"));
                        });
    }

    private void showHappens() {
        happens.getChildren().clear();
        words.happens(model).forEach(sentence -> happens.getChildren().add(numbered(sentence)));
    }

    private HBox numbered(String sentence) {
        Label number =
                Texts.muted(
                        ui.text(
                                "failover.happens.number",
                                "number",
                                happens.getChildren().size() + 1));
        number.setMinWidth(ui.px(16));
        var text = new Sentence(sentence, Styles.BODY);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(4, number, text);
    }

    private void showStarts(MachineView machine) {
        starts.getChildren().remove(1, starts.getChildren().size());
        long size = machine.disks().stream().mapToLong(DiskView::sizeBytes).sum();
        starts.content(
                fact(
                        MaterialDesignH.HARDDISK,
                        ui.text(
                                "failover.live.starts.disks",
                                "count",
                                machine.disks().size(),
                                "size",
                                ui.format().bytes(size)),
                        ""));
        machine.hardware()
                .ifPresentOrElse(
                        this::showHardware,
                        () ->
                                starts.content(
                                        fact(
                                                MaterialDesignC.CHIP,
                                                ui.text("failover.live.starts.none"),
                                                ui.text("failover.live.starts.none.what"))));
    }

    private void showHardware(Hardware hardware) {
        starts.content(
                fact(
                        MaterialDesignC.CHIP,
                        ui.text(
                                "failover.live.starts.hardware",
                                "count",
                                hardware.vcpus(),
                                "memory",
                                memory(hardware.memoryMib())),
                        ""));
        for (Nic nic : hardware.nics()) {
            starts.content(
                    fact(
                            MaterialDesignL.LAN_CONNECT,
                            nic.address()
                                    .map(address ->
                                            ui.text(
                                                    "failover.live.starts.nic",
                                                    "network",
                                                    nic.network(),
                                                    "address",
                                                    address))
                                    .orElse(nic.network()),
                            nic.mac()));
        }
    }

    /** In whole GiB where it is whole: memory is bought that way. */
    private String memory(int mib) {
        return mib % 1024 == 0
                ? ui.text("failover.live.memory.gib", "count", mib / 1024)
                : ui.text("failover.live.memory.mib", "count", mib);
    }

    private static HBox fact(Ikon ikon, String what, String quiet) {
        var text = new VBox(2, Texts.wrapped(Texts.body(what)));
        if (!quiet.isEmpty()) {
            text.getChildren().add(Texts.wrapped(Texts.caption(quiet)));
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        return Styles.add(new HBox(Icon.inList(ikon), text), "fact-row");
    }
}
