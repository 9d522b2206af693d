package io.continuo.server.http;

import io.continuo.api.ApiPaths;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanCheck;
import io.continuo.api.plan.PlanDifference;
import io.continuo.api.plan.PlanReport;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanText;
import io.continuo.api.plan.PlanVersionView;
import io.continuo.api.plan.PlanView;
import io.continuo.api.plan.ReportFormat;
import io.continuo.server.plan.Plans;

import java.util.ArrayList;
import java.util.List;

/** The routes of recovery plans. */
final class PlanRoutes {
    private static final String NAME = "plan";

    private final Plans plans;
    private final List<Route> all = new ArrayList<>();

    PlanRoutes(Plans plans) {
        this.plans = plans;
        texts();
        versions();
        runs();
        reports();
    }

    List<Route> all() {
        return all;
    }

    private void texts() {
        all.add(
                Route.get(
                        ApiPaths.PLANS,
                        "Recovery plans, by name.",
                        Shape.listOf(PlanView.class),
                        call -> plans.list()));
        all.add(
                Route.post(
                                ApiPaths.PLANS,
                                "Adds a plan, or a version to the one of its name.",
                                PlanText.class,
                                Shape.one(PlanView.class),
                                call -> plans.save(call.body(PlanText.class)))
                        .status(201));
        all.add(
                Route.post(
                        ApiPaths.PLAN_CHECK,
                        "A dry run of adding a plan: every mistake of its text.",
                        PlanText.class,
                        Shape.one(PlanCheck.class),
                        call -> plans.check(call.body(PlanText.class))));
        all.add(
                Route.get(
                        ApiPaths.PLAN,
                        "A recovery plan, by name or id.",
                        Shape.one(PlanView.class),
                        call -> plans.get(call.path(NAME))));
        all.add(
                Route.delete(
                        ApiPaths.PLAN,
                        "Deletes a plan; the reports of its runs stay.",
                        call -> {
                            plans.delete(call.path(NAME));
                            return null;
                        }));
    }

    private void versions() {
        all.add(
                Route.get(
                                ApiPaths.PLAN_TEXT,
                                "A plan as it was imported.",
                                Shape.one(PlanText.class),
                                call -> plans.text(call.path(NAME), version(call, "version")))
                        .queries(Query.number("version", "The newest unless told.")));
        all.add(
                Route.get(
                        ApiPaths.PLAN_VERSIONS,
                        "The versions of a plan, newest first.",
                        Shape.listOf(PlanVersionView.class),
                        call -> plans.versions(call.path(NAME))));
        all.add(
                Route.get(
                                ApiPaths.PLAN_DIFFERENCE,
                                "What became of a plan between two versions.",
                                Shape.one(PlanDifference.class),
                                call ->
                                        plans.difference(
                                                call.path(NAME),
                                                version(call, "from"),
                                                version(call, "to")))
                        .queries(
                                Query.number("from", "The one before the other unless told."),
                                Query.number("to", "The newest unless told.")));
        all.add(
                Route.post(
                        ApiPaths.PLAN_DIFFERENCE,
                        "How a text differs from a plan's newest version.",
                        PlanText.class,
                        Shape.one(PlanDifference.class),
                        call -> plans.difference(call.path(NAME), call.body(PlanText.class))));
    }

    private void runs() {
        all.add(
                Route.get(
                        ApiPaths.PLAN_RUNS,
                        "The runs of a plan, newest first.",
                        Shape.listOf(PlanRunView.class),
                        call -> plans.runs(call.path(NAME))));
        all.add(
                Route.post(
                                ApiPaths.PLAN_RUNS,
                                "Runs a plan.",
                                PlanRunRequest.class,
                                Shape.one(JobView.class),
                                call ->
                                        plans.start(
                                                call.path(NAME), call.body(PlanRunRequest.class)))
                        .job());
        all.add(
                Route.get(
                        ApiPaths.PLAN_RUN,
                        "A run of a plan, with its steps.",
                        Shape.one(PlanRunView.class),
                        call -> plans.run(call.path("run"))));
        all.add(
                Route.post(
                        ApiPaths.PLAN_ANSWER,
                        "Answers a manual step that waits.",
                        PlanAnswerRequest.class,
                        Shape.one(PlanRunView.class),
                        call ->
                                plans.answer(
                                        call.path("run"),
                                        step(call.path("step")),
                                        call.body(PlanAnswerRequest.class))));
    }

    private void reports() {
        all.add(
                Route.get(
                                ApiPaths.PLAN_REPORT,
                                "The report of a run, also of one under way.",
                                Shape.one(PlanReport.class),
                                call ->
                                        plans.report(
                                                call.path("run"),
                                                call.choice("format", ReportFormat.class)
                                                        .orElse(ReportFormat.MD)))
                        .queries(Query.text("format", "md, html or pdf; md unless told.")));
    }

    private static int version(Call call, String name) {
        return (int) call.number(name, 0, 1, Integer.MAX_VALUE);
    }

    private static int step(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "A step of a run is answered by its number.",
                            "'" + text + "' is none.",
                            "Give the number the run's view shows for the step, from 1.",
                            text)
                    .toException(e);
        }
    }
}
