package io.continuo.console.machines;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.MomentField;
import io.continuo.console.ui.Segments;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.Words;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Asks where and as what the disks of a point are written. */
final class ExportDialog {
    private static final double WIDTH = 480;

    private final Ui ui;
    private final ModalHost modals;
    private final MachineView machine;
    private final PointView point;
    private final Consumer<ExportRequest> submit;
    private final TextField directory = new TextField();
    private final Label directoryNote;
    private final Segments<ExportFormat> format;
    private final Label formatNote = Styles.add(Texts.wrapped(new Label()), "field-note");
    private final MomentField moment;
    private final VBox body;
    private final Button export;

    /**
     * @param oldest and {@code newest}: between them any second may be typed instead of the point
     * @param submit starts the export; answers by {@link #fail} or by closing the host
     */
    ExportDialog(
            Ui ui,
            ModalHost modals,
            MachineView machine,
            PointView point,
            Instant oldest,
            Instant newest,
            Consumer<ExportRequest> submit) {
        this.ui = ui;
        this.modals = modals;
        this.machine = machine;
        this.point = point;
        this.submit = submit;
        directoryNote = Styles.add(Texts.wrapped(new Label()), "field-note");
        format =
                new Segments<>(
                        ui.text("machine.export.format"),
                        List.of(ExportFormat.values()),
                        each -> ui.text("machine.export.format." + each));
        export =
                Buttons.primary(
                        ui.text("machine.export.act", "count", machine.disks().size()),
                        this::submit);
        moment = new MomentField(ui, ui.text("machine.export.moment"), typed -> check());
        moment.range(oldest, newest);
        directory.setPromptText("/var/exports/" + machine.name());
        directory.setAccessibleText(ui.text("machine.export.directory"));
        directory.setOnAction(event -> submit());
        directory.textProperty().subscribe(text -> check());
        format.valueProperty()
                .subscribe(each -> formatNote.setText(ui.text("machine.export.about." + each)));
        body =
                new VBox(
                        16,
                        Texts.wrapped(Texts.body(sentence())),
                        moment,
                        field("machine.export.directory", directory, directoryNote),
                        field("machine.export.format", format, formatNote));
    }

    void open() {
        modals.show(
                ui.text("machine.export.title"),
                body,
                WIDTH,
                () -> {},
                Buttons.normal(ui.text("machine.cancel"), modals::close),
                export);
        directory.requestFocus();
    }

    private String sentence() {
        return ui.text(
                "machine.export.sentence",
                "machine",
                machine.name(),
                "count",
                machine.disks().size(),
                "time",
                ui.format().exactly(point.time()),
                "kind",
                Words.of(ui, point));
    }

    private VBox field(String nameKey, javafx.scene.Node control, Label note) {
        return new VBox(4, Texts.of(ui.text(nameKey), Styles.SMALL, Styles.MEDIUM), control, note);
    }

    /** Relative paths are refused here already: nobody knows what they are relative to. */
    private void check() {
        String text = directory.getText().strip();
        boolean wrong = !text.isEmpty() && !isAbsolute(text);
        Styles.toggle(directory, "invalid", wrong);
        directoryNote.setText(
                ui.text(wrong ? "machine.export.notAbsolute" : "machine.export.where"));
        Styles.state(
                directoryNote,
                wrong
                        ? io.continuo.api.machine.Health.CRITICAL
                        : io.continuo.api.machine.Health.UNKNOWN);
        boolean momentIsWrong = !moment.isEmpty() && moment.moment().isEmpty();
        export.setDisable(text.isEmpty() || wrong || momentIsWrong);
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/") || path.matches("[A-Za-z]:[\\\\/].*");
    }

    private void submit() {
        if (!export.isDisabled()) {
            export.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            submit.accept(
                    new ExportRequest(
                            moment.moment().map(Instant::toString).orElse(point.id()),
                            directory.getText().strip(),
                            format.valueProperty().get()));
        }
    }

    /** Says why it was refused; what was typed stays. */
    void fail(Problem problem) {
        body.getChildren().removeIf(ErrorPanel.class::isInstance);
        body.getChildren().add(new ErrorPanel(ui, problem));
        check();
    }
}
