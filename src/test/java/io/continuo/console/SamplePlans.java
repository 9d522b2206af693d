package io.continuo.console;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.plan.PlanAnswer;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanGroup;
import io.continuo.api.plan.PlanReadiness;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanState;
import io.continuo.api.plan.PlanStepKind;
import io.continuo.api.plan.PlanVersionView;
import io.continuo.api.plan.PlanView;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three plans: one whose drill waits for a person, one that was edited, one that is verified. */
public class SamplePlans extends ScriptedPlans {
    private static final Instant NOW = SampleEstate.NOW;

    private volatile boolean running = true;
    private volatile List<PlanRunStep> steps = steps();
    public volatile PlanAnswerRequest answer;
    public volatile PlanRunRequest started;

    /** Refuses whatever is asked for. */
    public volatile boolean refusing;

    private static PlanRunStep step(
            int number, PlanStepKind kind, String name, int group, JobState state, long took) {
        PlanRunStep step = new PlanRunStep(number, kind, name, group);
        Instant start = NOW.minusSeconds(700 - 40L * number);
        return state == JobState.WAITING
                ? step
                : step.started(start).ended(state, start.plusSeconds(took), Optional.empty());
    }

    private static List<PlanRunStep> steps() {
        List<PlanRunStep> all = new ArrayList<>();
        all.add(step(1, PlanStepKind.MACHINE, "crm-db-01", 1, JobState.SUCCEEDED, 92));
        all.add(step(2, PlanStepKind.MACHINE, "crm-mq-01", 1, JobState.SUCCEEDED, 58));
        all.add(step(3, PlanStepKind.SCRIPT, "open-ledger", 1, JobState.SUCCEEDED, 22));
        all.add(step(4, PlanStepKind.MACHINE, "crm-app-01", 2, JobState.SUCCEEDED, 281));
        PlanAsk ask =
                new PlanAsk(
                        "Open 10.99.4.41/orders in the drill network. Order 48213 must be there.",
                        "on-call",
                        "duty manager",
                        NOW.minusSeconds(158),
                        NOW.plusSeconds(442),
                        NOW.plusSeconds(742),
                        false,
                        Optional.empty());
        all.add(
                new PlanRunStep(5, PlanStepKind.MANUAL, "Check the order page", 2)
                        .started(NOW.minusSeconds(158))
                        .withAsk(ask, 158));
        all.add(step(6, PlanStepKind.MACHINE, "crm-web-01", 3, JobState.WAITING, 0));
        all.add(step(7, PlanStepKind.MACHINE, "crm-web-02", 3, JobState.WAITING, 0));
        all.add(step(8, PlanStepKind.REPORT, "", 0, JobState.WAITING, 0));
        return all;
    }

    private static PlanView plan(
            String name,
            PlanState state,
            List<CheckFinding> findings,
            Optional<String> run,
            String... machines) {
        boolean verified = state == PlanState.VERIFIED;
        return new PlanView(
                "plan-" + name,
                name,
                state,
                new PlanVersionView(
                        3, NOW, "on-call", verified ? Optional.of(NOW) : Optional.empty()),
                new PlanDefinition(
                        name,
                        "What " + name + " needs, from its databases to its front.",
                        List.of(new PlanGroup("All", List.of(), List.of(machines), List.of()))),
                new PlanReadiness(
                        findings,
                        Optional.of(NOW.minusSeconds(9)),
                        Optional.of(9.0),
                        verified ? Optional.of(NOW.minusSeconds(12 * 86_400)) : Optional.empty(),
                        List.of()),
                run);
    }

    private static CheckFinding finding(CheckLevel level, String message, String correction) {
        return new CheckFinding(level, "PLAN", "", message, correction);
    }

    @Override
    public List<PlanView> list() {
        return List.of(
                plan(
                        "CRM",
                        PlanState.VERIFIED,
                        List.of(
                                finding(
                                        CheckLevel.PASS,
                                        "1 of 1 scripts are there and may run.",
                                        "")),
                        running ? Optional.of("run-14") : Optional.empty(),
                        "crm-db-01",
                        "crm-mq-01",
                        "crm-app-01",
                        "crm-web-01",
                        "crm-web-02"),
                plan(
                        "ERP",
                        PlanState.NEEDS_VERIFICATION,
                        List.of(
                                finding(
                                        CheckLevel.WARN,
                                        "Version 3 was never tested with success.",
                                        "Run it as a test, and clean up."),
                                finding(
                                        CheckLevel.WARN,
                                        "The machine erp-app-04 was never started at the target.",
                                        "A test of this plan starts it.")),
                        Optional.empty(),
                        "erp-db-01",
                        "erp-db-02"),
                plan(
                        "HR",
                        PlanState.VERIFIED,
                        List.of(
                                finding(
                                        CheckLevel.REFUSE,
                                        "There is no protected machine \"hr-app-09\".",
                                        "Did you mean \"hr-app-01\"?")),
                        Optional.empty(),
                        "hr-app-01"));
    }

    @Override
    public List<PlanRunView> runs(String plan) {
        return plan.equals("plan-CRM") ? List.of(run("run-14")) : List.of();
    }

    @Override
    public PlanRunView run(String id) {
        boolean failed = steps.stream().anyMatch(step -> step.state() == JobState.FAILED);
        return new PlanRunView(
                id,
                "CRM",
                3,
                PlanRunKind.TEST,
                "latest",
                "on-call",
                running ? JobState.RUNNING : failed ? JobState.FAILED : JobState.SUCCEEDED,
                NOW.minusSeconds(700),
                running ? Optional.empty() : Optional.of(NOW),
                158,
                running ? "" : "crm-db-01, crm-mq-01, crm-app-01 are running as drills.",
                failed ? Optional.of(refused()) : Optional.empty(),
                steps);
    }

    private static Problem refused() {
        return Problem.of(
                ErrorCode.STEP_REFUSED,
                "The manual step Check the order page was answered with no.",
                "on-call said: It does not open.",
                "Put it right, and run the plan again.",
                "CRM");
    }

    @Override
    public PlanRunView answer(String run, int step, PlanAnswerRequest request) {
        if (refusing) {
            throw refused().toException();
        }
        answer = request;
        List<PlanRunStep> now = new ArrayList<>(steps);
        PlanRunStep asked = now.get(step - 1);
        PlanAsk answered =
                asked.ask()
                        .orElseThrow()
                        .answered(new PlanAnswer(request.done(), request.note(), "on-call", NOW));
        now.set(
                step - 1,
                asked.withAsk(answered, 158)
                        .ended(
                                request.done() ? JobState.SUCCEEDED : JobState.FAILED,
                                NOW,
                                request.done() ? Optional.empty() : Optional.of(refused())));
        steps = List.copyOf(now);
        running = request.done();
        return run(run);
    }

    @Override
    public JobView start(String plan, PlanRunRequest request) {
        if (refusing) {
            throw refused().toException();
        }
        started = request;
        return Samples.job(JobKind.PLAN_RUN, plan, JobState.RUNNING, List.of());
    }
}
