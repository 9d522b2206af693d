package io.continuo.console.protect;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CopyField;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.JobProgress;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The machine being protected, and then protected: steps, and the addresses to attach to. */
final class RunPage {
    private final Ui ui;
    private final StateShape shape;
    private final Label title = Texts.wrapped(Texts.subtitle(""));
    private final Label sentence = Texts.wrapped(Texts.body(""));
    private final JobProgress progress;
    private final Card addresses;
    private final VBox problem = new VBox();
    private final Node node;
    private List<String> shownUris = List.of();

    RunPage(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        shape = new StateShape(Health.UNKNOWN, ui.px(20));
        progress = new JobProgress(ui, now);
        addresses =
                Card.titled(ui.text("protect.attach")).caption(ui.text("protect.attach.caption"));
        var words = new VBox(2, title, sentence);
        HBox.setHgrow(words, Priority.ALWAYS);
        var banner = new HBox(12, shape, words);
        HBox.setMargin(shape, new Insets(2, 0, 0, 0));
        node =
                Styles.add(
                        new VBox(
                                16,
                                banner,
                                problem,
                                addresses,
                                Card.titled(ui.text("protect.progress")).content(progress)),
                        "page",
                        "wizard-page");
    }

    Node node() {
        return node;
    }

    void show(JobView job, Optional<MachineView> machine) {
        progress.show(job);
        shape.setHealth(
                switch (job.state()) {
                    case SUCCEEDED -> Health.HEALTHY;
                    case FAILED -> Health.CRITICAL;
                    case CANCELLED, RUNNING, WAITING -> Health.UNKNOWN;
                });
        shape.setVisible(job.state().ended());
        shape.setManaged(job.state().ended());
        String state =
                job.state() == JobState.SUCCEEDED
                        ? "done"
                        : job.state() == JobState.FAILED
                                ? "failed"
                                : job.state() == JobState.CANCELLED ? "cancelled" : "runs";
        title.setText(ui.text("protect.run." + state, "machine", job.machine()));
        sentence.setText(ui.text("protect.run." + state + ".what"));
        List<DiskView> disks =
                machine.map(MachineView::disks).orElse(List.of()).stream()
                        .filter(disk -> !disk.nbdUri().isEmpty())
                        .toList();
        showAddresses(disks);
    }

    void showProblem(Optional<Problem> why) {
        problem.getChildren().clear();
        why.ifPresent(p -> problem.getChildren().add(new ErrorPanel(ui, p)));
        problem.setVisible(why.isPresent());
        problem.setManaged(why.isPresent());
    }

    private void showAddresses(List<DiskView> disks) {
        addresses.setVisible(!disks.isEmpty());
        addresses.setManaged(!disks.isEmpty());
        List<String> uris = disks.stream().map(DiskView::nbdUri).toList();
        if (uris.equals(shownUris)) {
            return;
        }
        shownUris = uris;
        addresses.getChildren().remove(1, addresses.getChildren().size());
        disks.forEach(disk -> addresses.content(address(disk)));
    }

    private HBox address(DiskView disk) {
        String name = disk.path().substring(disk.path().lastIndexOf('/') + 1);
        var what =
                new VBox(
                        Texts.name(name),
                        Texts.caption(ui.format().bytes(disk.sizeBytes()).toString()));
        what.setMinWidth(ui.px(200));
        what.setMaxWidth(ui.px(200));
        var field = new CopyField(ui, ui.text("protect.attach.uri", "disk", name), disk.nbdUri());
        HBox.setHgrow(field, Priority.ALWAYS);
        var row = Styles.add(new HBox(16, what, field), "ct-row", "uri-row");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
