package io.continuo.console.plans;

import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanView;
import io.continuo.console.fx.Tasks;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ErrorPanel;
import io.continuo.console.ui.Problems;
import io.continuo.console.ui.Texts;

import javafx.scene.layout.VBox;

/** What the buttons of the plans do. */
final class PlanActs {
    private static final double DIALOG = 480;
    private static final String LATEST = "latest";

    private final ConsoleContext console;
    private final Ui ui;
    private final Tasks tasks;
    private final PlansView view;
    private final Runnable readAgain;

    PlanActs(ConsoleContext console, Tasks tasks, PlansView view, Runnable readAgain) {
        this.console = console;
        this.ui = console.ui();
        this.tasks = tasks;
        this.view = view;
        this.readAgain = readAgain;
    }

    void drill(PlanView plan) {
        confirm(
                ui.text("plans.drill.title", "plan", plan.name()),
                ui.text(
                        "plans.drill.text",
                        "plan",
                        plan.name(),
                        "count",
                        plan.definition().machines().size()),
                ui.text("plans.drill.act"),
                ui.text("plans.keep"),
                () -> start(plan, PlanRunKind.TEST));
    }

    void cleanUp(PlanView plan) {
        confirm(
                ui.text("plans.cleanUp.title", "plan", plan.name()),
                ui.text("plans.cleanUp.text", "plan", plan.name()),
                ui.text("plans.cleanUp.act"),
                ui.text("plans.keep"),
                () -> start(plan, PlanRunKind.CLEANUP));
    }

    private void start(PlanView plan, PlanRunKind kind) {
        console.client().plans().start(plan.id(), new PlanRunRequest(kind, LATEST, ""));
    }

    /** Says what stopping leaves behind before it asks. */
    void stop(PlanRunView run) {
        confirm(
                ui.text("plans.stop.title", "plan", run.plan()),
                ui.text("plans.stop.text"),
                ui.text("plans.stop.act"),
                ui.text("plans.stop.keep"),
                () -> console.client().cancelJob(run.id()));
    }

    private void confirm(String title, String text, String act, String keep, Tasks.Work work) {
        var body = new VBox(12, Texts.wrapped(Texts.body(text)));
        var go = Buttons.primary(act, () -> {});
        go.setId("plan-go");
        go.setOnAction(event -> {
            go.setDisable(true);
            body.getChildren().removeIf(ErrorPanel.class::isInstance);
            tasks.run(work)
                    .then(done -> {
                        console.modals().close();
                        readAgain.run();
                    })
                    .otherwise(e -> {
                        go.setDisable(false);
                        body.getChildren().add(new ErrorPanel(ui, Problems.of(ui, e)));
                    })
                    .start();
        });
        console.modals()
                .show(
                        title,
                        body,
                        DIALOG,
                        () -> {},
                        Buttons.normal(keep, console.modals()::close),
                        go);
    }

    void answer(PlanRunView run, boolean done) {
        view.ask.busy(true);
        int step = view.ask.step();
        var answer = new PlanAnswerRequest(done, view.ask.note.getText().strip());
        tasks.call(() -> console.client().plans().answer(run.id(), step, answer))
                .then(now -> readAgain.run())
                .otherwise(e -> view.ask.fail(Problems.of(ui, e)))
                .start();
    }
}
