package io.continuo.console.protect;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.CheckList;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Stepper;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.WizardShell;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How the wizard looks, page by page. */
final class ProtectView {
    /** What can be done in the wizard. */
    interface Acts {
        void browse(StringProperty disk);

        void goTo(ProtectStep step);

        void checkAgain();

        void protect();

        void leave();

        void startOver();

        void backToForm();

        /** The doors from a machine that is being, or was, protected. */
        List<Node> doors(JobView job);
    }

    private final Ui ui;
    private final ProtectModel model;
    private final Acts acts;
    private final Stepper stepper;
    private final WizardShell shell;
    private final ScenarioPage scenario;
    private final DisksPage disks;
    private final PolicyPage policy;
    private final CheckList checks;
    private final VBox checksPage;
    private final ReviewPage review;
    private final RunPage run;
    private final StackPane problem = new StackPane();
    private final Button forward;
    private final Button backward;
    private final Button checkAgain;
    private final Button backToForm;
    private String shownRun = "";
    private boolean checking;

    ProtectView(Ui ui, ProtectModel model, Supplier<Instant> now, Acts acts) {
        this.ui = ui;
        this.model = model;
        this.acts = acts;
        stepper =
                new Stepper(
                        ui,
                        Arrays.stream(ProtectStep.values())
                                .map(step -> ui.text("protect.step." + step))
                                .toList(),
                        index -> acts.goTo(ProtectStep.values()[index]));
        List<Node> chips = new ArrayList<>();
        chips.add(Texts.of(ui.text("protect.scenario.chip"), "chip"));
        if (model.resumed()) {
            chips.add(Texts.caption(ui.text("protect.resumed")));
            chips.add(Buttons.plainLink(ui.text("protect.startOver"), acts::startOver));
        }
        Button leave = Buttons.flat(ui.text("protect.leave"), acts::leave);
        shell =
                new WizardShell(
                        ui.text("protect.title"), stepper, leave, chips.toArray(new Node[0]));
        scenario = new ScenarioPage(ui);
        disks = new DisksPage(ui, model, acts::browse);
        policy = new PolicyPage(ui, model);
        checks = new CheckList(ui, ui.text("protect.checks"));
        checksPage = Styles.add(new VBox(16, checks), "page", "wizard-page");
        review = new ReviewPage(ui, model, acts::goTo);
        run = new RunPage(ui, now);
        forward = Buttons.primary("", this::forward);
        forward.setId("protect-forward");
        backward = Buttons.normal("", () -> acts.goTo(model.step().get().previous()));
        checkAgain = Buttons.normal(ui.text("protect.checkAgain"), acts::checkAgain);
        backToForm = Buttons.primary(ui.text("protect.backToForm"), acts::backToForm);
    }

    Node root() {
        return shell;
    }

    private void forward() {
        if (model.step().get() == ProtectStep.REVIEW) {
            acts.protect();
        } else {
            acts.goTo(model.step().get().next());
        }
    }

    void showStep(ProtectStep step) {
        stepper.show(step.ordinal());
        Node page =
                switch (step) {
                    case SCENARIO -> scenario.node();
                    case DISKS -> disks.node();
                    case POLICY -> policy.node();
                    case CHECKS -> checksPage;
                    case REVIEW -> review.node();
                };
        shownRun = "";
        shell.page(new VBox(problem, page));
        refresh();
    }

    /** Focus goes to the first thing to fill in. */
    void focusFirst() {
        if (model.step().get() == ProtectStep.DISKS) {
            shell.lookupAll("#machine-name").forEach(Node::requestFocus);
        } else {
            forward.requestFocus();
        }
    }

    void rebuildDisks() {
        disks.rebuild();
        refresh();
    }

    void setChecking(boolean nowChecking) {
        checking = nowChecking;
        refresh();
    }

    /** What the server said, and what may be done now. */
    void refresh() {
        if (model.job().get().isPresent()) {
            return;
        }
        ProtectStep step = model.step().get();
        disks.show();
        policy.show();
        String machine = model.name().get().strip();
        checks.show(
                model.findings().stream()
                        .map(finding -> FindingWords.translated(ui, finding, machine))
                        .toList());
        review.show();
        forward.setText(ui.text("protect.next." + step, "machine", machine));
        forward.setDisable(!model.mayGoOn() || checking && step != ProtectStep.SCENARIO);
        List<Node> back = new ArrayList<>();
        if (!step.isFirst()) {
            backward.setText(ui.text("protect.back." + step));
            back.add(backward);
        }
        if (step == ProtectStep.CHECKS) {
            back.add(checkAgain);
        }
        shell.back(back.toArray(new Node[0]));
        shell.forward(
                checking
                        ? ui.text("protect.checking")
                        : step == ProtectStep.REVIEW ? ui.text("protect.recorded") : "",
                forward);
    }

    void showProblem(Optional<Problem> why) {
        problem.getChildren().clear();
        why.ifPresent(p -> {
            var panel = new ErrorPanel(ui, p);
            StackPane.setMargin(panel, new javafx.geometry.Insets(16, 24, 0, 24));
            problem.getChildren().add(panel);
        });
        run.showProblem(why);
    }

    /** The doors are made once while the job runs and once when it has ended. */
    void showRun(JobView job, Optional<MachineView> machine) {
        run.show(job, machine);
        String shown = job.id() + " " + job.state().ended();
        if (shown.equals(shownRun)) {
            return;
        }
        shownRun = shown;
        stepper.show(ProtectStep.values().length);
        shell.page(run.node());
        shell.back();
        boolean failed = job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
        List<Node> doors = failed ? List.of(backToForm) : acts.doors(job);
        shell.forward(
                job.state().ended() ? "" : ui.text("protect.background"),
                doors.toArray(new Node[0]));
    }
}
