package io.continuo.console.plans;

import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanView;
import io.continuo.console.fx.Ui;

import java.time.Duration;
import java.time.Instant;

/** What is said of plans and their runs. */
final class PlanWords {
    private static final double MILLIS = 1000;

    private final Ui ui;

    PlanWords(Ui ui) {
        this.ui = ui;
    }

    String state(PlanView plan) {
        if (plan.runningRun().isPresent()) {
            return ui.text("plans.state.running");
        }
        return switch (PlanRow.health(plan)) {
            case CRITICAL -> ui.text("plans.state.notReady");
            case HEALTHY -> ui.text("plans.state.verified");
            case WARNING, UNKNOWN -> ui.text("plans.state.needsVerification");
        };
    }

    String loss(PlanView plan) {
        return plan.readiness()
                .lossSeconds()
                .map(seconds -> ui.format().elapsed(duration(seconds)).toString())
                .orElse("–");
    }

    String lastDrill(PlanView plan, Instant now) {
        return plan.readiness()
                .lastDrill()
                .map(time -> ui.format().relative(time, now))
                .orElseGet(() -> ui.text("plans.neverDrilled"));
    }

    /** How many machines in how many groups, and what is lost if it has to run now. */
    String sentence(PlanView plan) {
        return ui.text(
                "plans.holds",
                "machines",
                plan.definition().machines().size(),
                "groups",
                plan.definition().groups().size());
    }

    String lossSentence(PlanView plan) {
        return plan.readiness()
                .lossSeconds()
                .map(seconds ->
                        ui.text(
                                "plans.wouldLose",
                                "span",
                                ui.format().elapsed(duration(seconds)),
                                "time",
                                ui.format()
                                        .clockWithSeconds(
                                                plan.readiness()
                                                        .newestCommonPoint()
                                                        .orElseThrow())))
                .orElseGet(() -> ui.text("plans.wouldLose.unknown"));
    }

    String title(PlanRunView run) {
        return ui.text("plans.run.title." + run.kind(), "version", run.version());
    }

    String step(PlanRunStep step) {
        return switch (step.kind()) {
            case MACHINE -> step.name();
            case SCRIPT -> ui.text("plans.step.script", "name", step.name());
            case MANUAL -> step.name();
            case REPORT -> ui.text("plans.step.report");
        };
    }

    String where(PlanRunStep step) {
        return step.ask()
                .map(PlanAsk::delegate)
                .orElseGet(() ->
                        step.group() == 0
                                ? ""
                                : ui.text("plans.step.group", "group", step.group()));
    }

    /** So far, of what has not ended; empty of what has not begun. */
    String took(PlanRunStep step, Instant now) {
        return step.startedAt().map(start -> span(start, step.endedAt().orElse(now))).orElse("");
    }

    /** When it began, how long it took so far, and how far it is. */
    String summary(PlanRunView run, Instant now) {
        return ui.text(
                run.endedAt().isPresent() ? "plans.run.summary" : "plans.run.summary.running",
                "time",
                ui.format().when(run.startedAt(), now),
                "took",
                span(run.startedAt(), run.endedAt().orElse(now)),
                "done",
                PlansModel.done(run),
                "all",
                PlansModel.all(run));
    }

    String left(PlanAsk ask, Instant now) {
        Duration left = Duration.between(now, ask.deadline());
        return ui.text(
                ask.escalated() ? "plans.ask.leftEscalated" : "plans.ask.left",
                "span",
                ui.format().elapsed(left.isNegative() ? Duration.ZERO : left),
                "time",
                ui.format().clock(ask.deadline()),
                "who",
                ask.escalation(),
                "escalation",
                ui.format().clock(ask.escalateAt()));
    }

    private String span(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return ui.format().fine(time.isNegative() ? Duration.ZERO : time).toString();
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS));
    }

    static Health attention(PlanRunView run) {
        return switch (run.state()) {
            case FAILED -> Health.CRITICAL;
            case SUCCEEDED -> Health.HEALTHY;
            case WAITING, RUNNING ->
                    PlansModel.asking(run).isPresent() ? Health.WARNING : Health.UNKNOWN;
            case CANCELLED -> Health.UNKNOWN;
        };
    }

    String runState(PlanRunView run) {
        return ui.text(
                PlansModel.asking(run).isPresent()
                        ? "plans.run.waits"
                        : "plans.run.state." + run.state());
    }
}
