package io.continuo.console;

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
import io.continuo.client.PlanClient;

import java.util.List;

/** A server without plans; a test overrides what its story needs. */
public class ScriptedPlans implements PlanClient {
    private static UnsupportedOperationException unscripted() {
        return new UnsupportedOperationException("not in this story");
    }

    @Override
    public List<PlanView> list() {
        return List.of();
    }

    @Override
    public PlanView get(String plan) {
        throw unscripted();
    }

    @Override
    public PlanCheck check(PlanText text) {
        throw unscripted();
    }

    @Override
    public PlanView save(PlanText text) {
        throw unscripted();
    }

    @Override
    public PlanText text(String plan, int version) {
        throw unscripted();
    }

    @Override
    public List<PlanVersionView> versions(String plan) {
        throw unscripted();
    }

    @Override
    public PlanDifference difference(String plan, int from, int to) {
        throw unscripted();
    }

    @Override
    public PlanDifference difference(String plan, PlanText text) {
        throw unscripted();
    }

    @Override
    public void delete(String plan) {
        throw unscripted();
    }

    @Override
    public JobView start(String plan, PlanRunRequest request) {
        throw unscripted();
    }

    @Override
    public List<PlanRunView> runs(String plan) {
        return List.of();
    }

    @Override
    public PlanRunView run(String id) {
        throw unscripted();
    }

    @Override
    public PlanReport report(String run, ReportFormat format) {
        throw unscripted();
    }

    @Override
    public PlanRunView answer(String run, int step, PlanAnswerRequest answer) {
        throw unscripted();
    }
}
