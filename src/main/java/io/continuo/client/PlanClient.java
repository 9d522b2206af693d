package io.continuo.client;

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

import java.util.List;

/** What people and scripts can ask of recovery plans; {@code plan} is a name or an id. */
public interface PlanClient {
    /** By name. */
    List<PlanView> list();

    PlanView get(String plan);

    /** A dry run of {@link #save}: every mistake of a text, with its line. */
    PlanCheck check(PlanText text);

    /** Adds the plan a text describes, or a version to the one of its name. */
    PlanView save(PlanText text);

    /**
     * A plan as it was imported.
     *
     * @param version 0 for the newest
     */
    PlanText text(String plan, int version);

    /** Newest first. */
    List<PlanVersionView> versions(String plan);

    /**
     * What became of a plan between two versions.
     *
     * @param from 0 for the one before the other
     * @param to 0 for the newest
     */
    PlanDifference difference(String plan, int from, int to);

    /** How a text differs from a plan's newest version. */
    PlanDifference difference(String plan, PlanText text);

    /** Its runs' reports stay. */
    void delete(String plan);

    /** The job's id is also the run's. */
    JobView start(String plan, PlanRunRequest request);

    /** Newest first. */
    List<PlanRunView> runs(String plan);

    PlanRunView run(String id);

    /** The report of a run, also of one under way. */
    PlanReport report(String run, ReportFormat format);

    /**
     * Answers a manual step that waits.
     *
     * @param step its number, from 1
     */
    PlanRunView answer(String run, int step, PlanAnswerRequest answer);
}
