package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.plan.AtDeadline;
import io.continuo.api.plan.PlanAnswer;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanStep;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.jobs.JobContext;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a person and waits: the delegate first, the escalation when the delegate is silent, and
 * nobody after the deadline. Times count from when it was first asked, also over a restart.
 */
final class ManualStep {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final PlanRuns runs;
    private final EventLog events;
    private final Clock clock;

    ManualStep(PlanRuns runs, EventLog events, Clock clock) {
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    void run(JobContext job, RunOrder order, RunShape.Item item) {
        PlanStep.Manual manual = (PlanStep.Manual) item.step().orElseThrow();
        if (runs.step(job.job().id(), job.step()).ask().isEmpty()) {
            tell(Severity.INFO, "PLAN_STEP_ASKS", order, manual, manual.delegate());
            ask(job, manual);
        }
        try {
            while (!over(job, order, manual)) {
                job.pause(LOOK_EVERY);
            }
        } finally {
            runs.step(
                    job.job().id(),
                    job.step(),
                    step -> step.ask().map(ask -> step.withAsk(ask, waited(ask))).orElse(step));
        }
    }

    private void ask(JobContext job, PlanStep.Manual manual) {
        Instant now = clock.instant();
        PlanAsk ask =
                new PlanAsk(
                        manual.how(),
                        manual.delegate(),
                        manual.escalation(),
                        now,
                        now.plusSeconds(manual.escalateAfterSeconds()),
                        now.plusSeconds(manual.deadlineSeconds()),
                        false,
                        Optional.empty());
        runs.step(job.job().id(), job.step(), step -> step.withAsk(ask, 0));
    }

    private double waited(PlanAsk ask) {
        Instant end = ask.answer().map(PlanAnswer::at).orElseGet(clock::instant);
        return Duration.between(ask.askedAt(), end).toMillis() / 1000.0;
    }

    /** Whether the run may go on. */
    private boolean over(JobContext job, RunOrder order, PlanStep.Manual manual) {
        String id = job.job().id();
        PlanAsk ask = runs.step(id, job.step()).ask().orElseThrow();
        Instant now = clock.instant();
        if (ask.answer().isPresent()) {
            answered(job, order, manual, ask.answer().get());
            return true;
        }
        if (!ask.escalated() && !now.isBefore(ask.escalateAt())) {
            tell(Severity.WARNING, "PLAN_STEP_ESCALATED", order, manual, manual.escalation());
            runs.step(
                    id,
                    job.step(),
                    step -> step.withAsk(ask.whenEscalated(), step.waitedSeconds()));
            return false;
        }
        if (now.isBefore(ask.deadline())) {
            return false;
        }
        tell(Severity.CRITICAL, "PLAN_STEP_EXPIRED", order, manual, manual.escalation());
        if (manual.atDeadline() == AtDeadline.STOP) {
            throw expired(order, manual).toException();
        }
        said(job, "Nobody answered in time; the plan says to go on.");
        return true;
    }

    private void answered(
            JobContext job, RunOrder order, PlanStep.Manual manual, PlanAnswer answer) {
        if (!answer.done()) {
            throw refused(order, manual, answer).toException();
        }
        said(job, answer.note());
    }

    private void said(JobContext job, String sentence) {
        runs.step(job.job().id(), job.step(), step -> step.withResult(sentence, List.of()));
    }

    private void tell(
            Severity severity, String code, RunOrder order, PlanStep.Manual manual, String who) {
        events.raise(
                new EventText(
                        severity,
                        code,
                        "The plan "
                                + order.plan()
                                + " waits for "
                                + who
                                + ": "
                                + manual.name()
                                + ".",
                        severity == Severity.INFO
                                ? "It is a manual step."
                                : "Nobody has answered " + manual.delegate() + "'s step.",
                        "Do it, then answer: continuo plan answer RUN STEP, or in the plan's run.",
                        Map.of("plan", order.plan(), "step", manual.name(), "who", who)),
                Optional.empty());
    }

    private static Problem expired(RunOrder order, PlanStep.Manual manual) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "Nobody answered the manual step " + manual.name() + " in time.",
                "Its deadline of "
                        + TimeWords.ofSeconds(manual.deadlineSeconds())
                        + " has passed; "
                        + manual.delegate()
                        + " was asked and "
                        + manual.escalation()
                        + " told.",
                "Find out who answers, and run the plan again.",
                order.plan());
    }

    private static Problem refused(RunOrder order, PlanStep.Manual manual, PlanAnswer answer) {
        return Problem.of(
                ErrorCode.STEP_REFUSED,
                "The manual step " + manual.name() + " was answered with no.",
                answer.note().isBlank()
                        ? answer.user() + " said that it is not so."
                        : answer.user() + " said: " + answer.note(),
                "Put it right, and run the plan again.",
                order.plan());
    }
}
