package io.continuo.client;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.ApiPaths;
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

import okhttp3.HttpUrl;

import java.util.List;

/** Recovery plans over HTTPS. */
final class HttpPlanClient implements PlanClient {
    private static final TypeReference<List<PlanView>> PLANS = new TypeReference<>() {};
    private static final TypeReference<PlanView> PLAN = new TypeReference<>() {};
    private static final TypeReference<PlanCheck> CHECK = new TypeReference<>() {};
    private static final TypeReference<PlanText> TEXT = new TypeReference<>() {};
    private static final TypeReference<List<PlanVersionView>> VERSIONS = new TypeReference<>() {};
    private static final TypeReference<PlanDifference> DIFFERENCE = new TypeReference<>() {};
    private static final TypeReference<JobView> JOB = new TypeReference<>() {};
    private static final TypeReference<List<PlanRunView>> RUNS = new TypeReference<>() {};
    private static final TypeReference<PlanRunView> RUN = new TypeReference<>() {};
    private static final TypeReference<PlanReport> REPORT = new TypeReference<>() {};

    private final Rest rest;

    HttpPlanClient(Rest rest) {
        this.rest = rest;
    }

    @Override
    public List<PlanView> list() {
        return rest.get(rest.url(ApiPaths.PLANS).build(), PLANS);
    }

    @Override
    public PlanView get(String plan) {
        return rest.get(rest.url(ApiPaths.PLAN, plan).build(), PLAN);
    }

    @Override
    public PlanCheck check(PlanText text) {
        return rest.send("POST", rest.url(ApiPaths.PLAN_CHECK).build(), text, CHECK);
    }

    @Override
    public PlanView save(PlanText text) {
        return rest.send("POST", rest.url(ApiPaths.PLANS).build(), text, PLAN);
    }

    @Override
    public PlanText text(String plan, int version) {
        HttpUrl.Builder url = rest.url(ApiPaths.PLAN_TEXT, plan);
        return rest.get(number(url, "version", version).build(), TEXT);
    }

    @Override
    public List<PlanVersionView> versions(String plan) {
        return rest.get(rest.url(ApiPaths.PLAN_VERSIONS, plan).build(), VERSIONS);
    }

    @Override
    public PlanDifference difference(String plan, int from, int to) {
        HttpUrl.Builder url = rest.url(ApiPaths.PLAN_DIFFERENCE, plan);
        return rest.get(number(number(url, "from", from), "to", to).build(), DIFFERENCE);
    }

    @Override
    public PlanDifference difference(String plan, PlanText text) {
        return rest.send(
                "POST", rest.url(ApiPaths.PLAN_DIFFERENCE, plan).build(), text, DIFFERENCE);
    }

    @Override
    public void delete(String plan) {
        rest.send("DELETE", rest.url(ApiPaths.PLAN, plan).build(), null);
    }

    @Override
    public JobView start(String plan, PlanRunRequest request) {
        return rest.send("POST", rest.url(ApiPaths.PLAN_RUNS, plan).build(), request, JOB);
    }

    @Override
    public List<PlanRunView> runs(String plan) {
        return rest.get(rest.url(ApiPaths.PLAN_RUNS, plan).build(), RUNS);
    }

    @Override
    public PlanRunView run(String id) {
        return rest.get(rest.url(ApiPaths.PLAN_RUN, id).build(), RUN);
    }

    @Override
    public PlanReport report(String run, ReportFormat format) {
        HttpUrl.Builder url = rest.url(ApiPaths.PLAN_REPORT, run);
        return rest.get(url.addQueryParameter("format", format.name()).build(), REPORT);
    }

    @Override
    public PlanRunView answer(String run, int step, PlanAnswerRequest answer) {
        String number = Integer.toString(step);
        return rest.send("POST", rest.url(ApiPaths.PLAN_ANSWER, run, number).build(), answer, RUN);
    }

    private static HttpUrl.Builder number(HttpUrl.Builder url, String name, int value) {
        return value == 0 ? url : url.addQueryParameter(name, Integer.toString(value));
    }
}
