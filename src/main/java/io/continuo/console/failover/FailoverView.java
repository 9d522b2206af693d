package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.Health;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.Card;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.JobProgress;
import io.continuo.console.ui.MomentText;
import io.continuo.console.ui.StateShape;
import io.continuo.console.ui.Stepper;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.WizardShell;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the failover wizard looks, page by page. */
final class FailoverView {
    /** What can be done in the wizard. */
    interface Acts {
        void choose(FailoverKind kind);

        void choose(DrillPoint point);

        void typed(MomentText moment);

        void goTo(FailoverStep step);

        void askAgain();

        void begin(String confirmed);

        void backToForm();

        void leave();
    }

    private final Ui ui;
    private final FailoverModel model;
    private final FailoverWords words;
    private final String machine;
    private final Stepper stepper;
    private final WizardShell shell;
    private final KindPage kind;
    private final PointPage point;
    private final CheckList checks;
    private final Node checksPage;
    private final PreviewPage preview;
    private final JobProgress progress;
    private final StateShape shape;
    private final Label ran = Texts.wrapped(Texts.subtitle(""));
    private final Label ranWhat = Texts.wrapped(Texts.body(""));
    private final Node runPage;
    private final StackPane problem = new StackPane();
    private final Label chip = Texts.of("", "chip");
    private final Button forward;
    private final Button backward;
    private final Button askAgain;
    private final Button backToForm;
    private final Button open;
    private boolean asking;
    private Acts acts;

    FailoverView(Ui ui, FailoverModel model, String machine, Supplier<Instant> now) {
        this.ui = ui;
        this.model = model;
        this.machine = machine;
        words = new FailoverWords(ui);
        stepper =
                new Stepper(
                        ui,
                        Arrays.stream(FailoverStep.values())
                                .map(step -> ui.text("failover.live.step." + step))
                                .toList(),
                        index -> acts.goTo(FailoverStep.values()[index]));
        shell =
                new WizardShell(
                        words.title(model, machine),
                        stepper,
                        Buttons.flat(ui.text("failover.live.leave"), () -> acts.leave()),
                        chip);
        kind = new KindPage(ui, model, words, machine, chosen -> acts.choose(chosen));
        point =
                new PointPage(
                        ui, model, now, chosen -> acts.choose(chosen), typed -> acts.typed(typed));
        checks = new CheckList(ui, ui.text("failover.checks"));
        checksPage = Styles.add(new VBox(16, checks), "page", "wizard-page");
        preview =
                new PreviewPage(ui, model, words, machine, () -> acts.choose(FailoverKind.PLANNED));
        preview.confirm().field().setOnAction(event -> forward());
        progress = new JobProgress(ui, now);
        shape = new StateShape(Health.UNKNOWN, ui.px(20));
        runPage = runPage();
        forward = Buttons.primary("", this::forward);
        forward.setId("failover-forward");
        backward = Buttons.normal("", () -> acts.goTo(model.step().get().previous()));
        askAgain = Buttons.normal(ui.text("failover.live.checkAgain"), () -> acts.askAgain());
        backToForm = Buttons.normal(ui.text("failover.live.backToForm"), () -> acts.backToForm());
        open =
                Buttons.primary(
                        ui.text("failover.live.open", "machine", machine), () -> acts.leave());
        open.setId("failover-open");
        preview.confirm().matches().subscribe(matches -> refresh());
    }

    Node root() {
        return shell;
    }

    void setActs(Acts newActs) {
        acts = newActs;
    }

    private Node runPage() {
        var text = new VBox(2, ran, ranWhat);
        HBox.setHgrow(text, Priority.ALWAYS);
        var banner = new HBox(12, shape, text);
        HBox.setMargin(shape, new Insets(2, 0, 0, 0));
        return Styles.add(
                new VBox(16, banner, Card.titled(ui.text("failover.progress")).content(progress)),
                "page",
                "wizard-page");
    }

    private void forward() {
        if (forward.isDisabled()) {
            return;
        }
        if (model.step().get() == FailoverStep.CONFIRM) {
            acts.begin(preview.confirm().field().getText());
        } else {
            acts.goTo(model.step().get().next());
        }
    }

    void showStep() {
        if (model.job().get().isPresent()) {
            return;
        }
        FailoverStep step = model.step().get();
        stepper.show(step.ordinal());
        Node page =
                switch (step) {
                    case KIND -> kind.node();
                    case POINT -> point.node();
                    case CHECKS -> checksPage;
                    case CONFIRM -> preview.node();
                };
        var all = new VBox(problem, page);
        VBox.setVgrow(page, Priority.ALWAYS);
        shell.page(all);
        refresh();
        if (step == FailoverStep.CONFIRM) {
            preview.confirm().field().requestFocus();
        } else {
            forward.requestFocus();
        }
    }

    void setAsking(boolean now) {
        asking = now;
        refresh();
    }

    void showPoints(List<DrillPoint> all) {
        point.showPoints(all);
        refresh();
    }

    void showRange(Instant oldest, Instant newest) {
        point.showRange(oldest, newest);
    }

    /** What the server said, and what may be done now. */
    void refresh() {
        if (model.job().get().isPresent()) {
            return;
        }
        FailoverStep step = model.step().get();
        kind.show();
        point.show();
        checks.show(words.checks(model));
        preview.show();
        chip.setText(
                model.kind()
                        .get()
                        .map(chosen -> ui.text("failover.live.chip." + chosen))
                        .orElse(""));
        chip.setVisible(!chip.getText().isEmpty());
        boolean confirm = step == FailoverStep.CONFIRM;
        forward.setText(confirm ? words.act(model) : ui.text("failover.live.next." + step));
        boolean named = !confirm || preview.confirm().matches().get();
        boolean waits = asking && (confirm || step == FailoverStep.CHECKS);
        forward.setDisable(!model.mayGoOn() || !named || waits);
        List<Node> back = new ArrayList<>();
        if (step != FailoverStep.KIND) {
            backward.setText(ui.text("failover.live.back." + step));
            back.add(backward);
        }
        if (step == FailoverStep.CHECKS) {
            back.add(askAgain);
        }
        shell.back(back.toArray(new Node[0]));
        shell.forward(
                waits
                        ? ui.text("failover.live.asking")
                        : confirm ? ui.text("failover.live.recorded") : "",
                forward);
    }

    void showProblem(Optional<Problem> why) {
        problem.getChildren().clear();
        why.ifPresent(p -> {
            var panel = new ErrorPanel(ui, p);
            StackPane.setMargin(panel, new Insets(16, 24, 0, 24));
            problem.getChildren().add(panel);
        });
    }

    /** The failover runs, or has ended. */
    void showRun() {
        Optional<JobView> job = model.job().get();
        if (job.isEmpty()) {
            showStep();
            return;
        }
        JobState state = job.get().state();
        progress.show(job.get());
        shape.setHealth(
                switch (state) {
                    case SUCCEEDED -> Health.HEALTHY;
                    case FAILED -> Health.CRITICAL;
                    case CANCELLED, RUNNING, WAITING -> Health.UNKNOWN;
                });
        shape.setVisible(state.ended());
        shape.setManaged(state.ended());
        String words =
                switch (state) {
                    case SUCCEEDED -> "done";
                    case FAILED, CANCELLED -> "failed";
                    case RUNNING, WAITING -> "runs";
                };
        ran.setText(ui.text("failover.live.run." + words, "machine", machine));
        ranWhat.setText(ui.text("failover.live.run." + words + ".what", "machine", machine));
        stepper.show(FailoverStep.values().length);
        if (runPage.getScene() == null) {
            shell.page(new VBox(problem, runPage));
        }
        boolean failed = state == JobState.FAILED || state == JobState.CANCELLED;
        shell.back();
        shell.forward(
                state.ended() ? "" : ui.text("failover.background"),
                failed ? List.<Node>of(backToForm, open).toArray(new Node[0]) : new Node[] {open});
    }
}
