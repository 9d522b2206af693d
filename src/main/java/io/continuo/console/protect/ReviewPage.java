package io.continuo.console.protect;

import io.continuo.api.machine.DiskFacts;
import io.continuo.api.policy.PolicyView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.Icon;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What happens when the button is pressed, in sentences, each with the way to change it. */
final class ReviewPage {
    private static final double RIGHT = 376;

    private final Ui ui;
    private final ProtectModel model;
    private final Consumer<ProtectStep> change;
    private final Card happens;
    private final Card disks;
    private final CheckList checks;
    private final Node node;
    private List<Object> shown = List.of();

    ReviewPage(Ui ui, ProtectModel model, Consumer<ProtectStep> change) {
        this.ui = ui;
        this.model = model;
        this.change = change;
        happens = Card.titled(ui.text("protect.review.happens"));
        disks = Card.titled(ui.text("protect.disks"));
        checks = new CheckList(ui, ui.text("protect.checks"));
        var left = new VBox(16, happens, disks);
        HBox.setHgrow(left, Priority.ALWAYS);
        var after =
                Card.titled(ui.text("protect.review.after"))
                        .padded(
                                new Sentence(
                                        ui.messages().rich("protect.review.after.attach"),
                                        Styles.BODY),
                                new Sentence(
                                        ui.messages().rich("protect.review.after.drill"),
                                        Styles.BODY));
        var right = new VBox(16, checks, after);
        right.setMinWidth(ui.px(RIGHT));
        right.setMaxWidth(ui.px(RIGHT));
        node = Styles.add(new VBox(new HBox(16, left, right)), "page", "wizard-page");
    }

    Node node() {
        return node;
    }

    void show() {
        String machine = model.name().get().strip();
        checks.show(
                model.findings().stream()
                        .map(finding -> FindingWords.translated(ui, finding, machine))
                        .toList());
        List<Object> says = List.of(machine, model.facts(), model.policy(), model.capture().get());
        if (says.equals(shown)) {
            return;
        }
        shown = says;
        happens.getChildren().remove(1, happens.getChildren().size());
        happens.content(
                row(
                        MaterialDesignS.SERVER,
                        ui.messages()
                                .rich(
                                        "protect.review.protect",
                                        "machine",
                                        machine,
                                        "disks",
                                        model.facts().size(),
                                        "size",
                                        ui.format().bytes(model.bytesInAll())),
                        ui.text("protect.review.protect.how"),
                        ProtectStep.DISKS),
                row(
                        MaterialDesignC.CONNECTION,
                        ui.messages()
                                .rich(
                                        "protect.review.attach." + model.capture().get(),
                                        "machine",
                                        machine),
                        ui.text("protect.capture.what." + model.capture().get()),
                        ProtectStep.DISKS),
                row(
                        MaterialDesignT.TRAY_ARROW_UP,
                        ui.messages()
                                .rich(
                                        "protect.review.copy",
                                        "bytes",
                                        ui.format().bytes(model.bytesToCopy())),
                        ui.text("protect.review.copy.how"),
                        ProtectStep.DISKS));
        model.policy().ifPresent(policy -> happens.content(policyRow(policy)));
        showDisks();
    }

    private HBox policyRow(PolicyView policy) {
        return row(
                MaterialDesignT.TUNE_VARIANT,
                ui.messages()
                        .rich(
                                "protect.review.policy",
                                "policy",
                                policy.name(),
                                "limit",
                                ui.format().set(Duration.ofSeconds(policy.rpoLimitSeconds())),
                                "retention",
                                ui.format().set(Duration.ofSeconds(policy.retentionSeconds()))),
                ui.text(
                        "protect.review.policy.how",
                        "every",
                        ui.format().set(Duration.ofSeconds(policy.crashPointSeconds()))),
                ProtectStep.POLICY);
    }

    private HBox row(Ikon ikon, String rich, String how, ProtectStep step) {
        var words = new VBox(2, new Sentence(rich, Styles.BODY), Texts.wrapped(Texts.caption(how)));
        HBox.setHgrow(words, Priority.ALWAYS);
        var row =
                new HBox(
                        14,
                        Icon.inList(ikon),
                        words,
                        Buttons.plainLink(
                                ui.text("protect.review.change"), () -> change.accept(step)));
        return Styles.add(row, "fact-row");
    }

    private void showDisks() {
        List<DiskFacts> facts = model.facts();
        disks.caption(ui.text("protect.disks.count", "count", facts.size()));
        disks.getChildren().remove(1, disks.getChildren().size());
        disks.content(
                columns(
                        "disk-head",
                        Texts.micro(ui.text("protect.disks.path")),
                        Texts.micro(ui.text("protect.disks.size")),
                        Texts.micro(ui.text("protect.disks.copy"))));
        facts.forEach(disk ->
                disks.content(
                        columns(
                                "disk-line",
                                Texts.name(disk.path()),
                                Texts.body(ui.format().bytes(disk.sizeBytes()).toString()),
                                Texts.body(ui.format().bytes(disk.allocatedBytes()).toString()))));
    }

    private HBox columns(String styleClass, Label path, Label size, Label copy) {
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        path.setMinWidth(0);
        path.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
        for (Label number : List.of(size, copy)) {
            number.setMinWidth(ui.px(96));
            number.setAlignment(Pos.CENTER_RIGHT);
        }
        return Styles.add(new HBox(16, path, size, copy), styleClass);
    }
}
