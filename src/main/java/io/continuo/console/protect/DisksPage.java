package io.continuo.console.protect;

import io.continuo.api.machine.CheckFinding;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.Sentence;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.Consumer;

/** The machine's name and its disks, checked as they are typed. */
final class DisksPage {
    private static final double RIGHT = 376;

    private final Ui ui;
    private final ProtectModel model;
    private final Consumer<StringProperty> browse;
    private final TextField name = new TextField();
    private final Label nameNote = Texts.wrapped(Texts.small(""));
    private final Label nameCorrection = Texts.wrapped(Texts.caption(""));
    private final VBox rows = new VBox(12);
    private final CapturePicker captures;
    private final Node node;

    DisksPage(Ui ui, ProtectModel model, Consumer<StringProperty> browse) {
        this.ui = ui;
        this.model = model;
        this.browse = browse;
        name.textProperty().bindBidirectional(model.name());
        name.setId("machine-name");
        name.setPromptText(ui.text("protect.name.prompt"));
        name.setAccessibleText(ui.text("protect.name"));
        name.setMaxWidth(ui.px(360));
        Hyperlink add = Buttons.plainLink(ui.text("protect.disk.add"), model::addDisk);
        var machine =
                Card.titled(ui.text("protect.name"))
                        .padded(new VBox(4, name, nameNote, nameCorrection));
        var disks =
                Card.titled(ui.text("protect.disks"))
                        .caption(ui.text("protect.disks.caption"))
                        .padded(rows, add);
        captures = new CapturePicker(ui, model);
        var left = new VBox(16, machine, disks, captures.node());
        HBox.setHgrow(left, Priority.ALWAYS);
        var help =
                Card.titled(ui.text("protect.help"))
                        .padded(
                                help("protect.help.kind"),
                                help("protect.help.path"),
                                help("protect.help.order"),
                                help("protect.help.attach"));
        help.setMinWidth(ui.px(RIGHT));
        help.setMaxWidth(ui.px(RIGHT));
        var page = new HBox(16, left, help);
        page.setFillHeight(false);
        node = Styles.add(new VBox(page), "page", "wizard-page");
        rebuild();
    }

    Node node() {
        return node;
    }

    private Sentence help(String key) {
        return new Sentence(ui.messages().rich(key), Styles.BODY);
    }

    /** A disk was added or removed. */
    void rebuild() {
        rows.getChildren().clear();
        for (StringProperty disk : model.disks()) {
            rows.getChildren()
                    .add(
                            new DiskRow(
                                    ui,
                                    disk,
                                    rows.getChildren().size() + 1,
                                    () -> browse.accept(disk),
                                    () -> model.removeDisk(disk)));
        }
        show();
    }

    /** What the server said about the fields. */
    void show() {
        captures.show();
        Optional<CheckFinding> against =
                model.name().get().isBlank() ? Optional.empty() : translated("name");
        Styles.toggle(name, "invalid", against.isPresent());
        nameNote.setText(
                against.map(CheckFinding::message).orElseGet(() -> ui.text("protect.name.help")));
        Styles.toggle(nameNote, "state-critical", against.isPresent());
        Styles.toggle(nameNote, Styles.MUTED, against.isEmpty());
        nameCorrection.setText(against.map(CheckFinding::correction).orElse(""));
        nameCorrection.setVisible(against.isPresent());
        nameCorrection.setManaged(against.isPresent());
        rows.getChildren()
                .forEach(each -> {
                    var row = (DiskRow) each;
                    String path = row.path().get().strip();
                    row.show(
                            path.isEmpty() ? Optional.empty() : model.facts(path),
                            path.isEmpty() ? Optional.empty() : translated(path));
                });
    }

    private Optional<CheckFinding> translated(String subject) {
        return model.against(subject)
                .map(finding -> FindingWords.translated(ui, finding, model.name().get()));
    }
}
