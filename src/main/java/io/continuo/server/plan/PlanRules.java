package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.plan.PlanMistake;

import java.util.List;

/** Refusals about plans. */
final class PlanRules {
    private PlanRules() {}

    static Problem unknown(String plan) {
        return Problem.of(
                ErrorCode.PLAN_UNKNOWN,
                "There is no recovery plan " + plan + ".",
                "No plan has that name or id.",
                "List the plans with: continuo plan list.",
                plan);
    }

    static Problem versionUnknown(String plan, int version, int newest) {
        return Problem.of(
                ErrorCode.PLAN_UNKNOWN,
                "The plan " + plan + " has no version " + version + ".",
                "Its versions are 1 to " + newest + ".",
                "Give one of them, or none for the newest.",
                plan);
    }

    /** Every mistake at once: in the cause for people, one by one in the references. */
    static Problem invalid(List<PlanMistake> mistakes) {
        List<String> lines = mistakes.stream().map(PlanMistake::sentence).toList();
        return Problem.of(
                ErrorCode.PLAN_INVALID,
                lines.size() == 1
                        ? "The plan's text has a mistake."
                        : "The plan's text has " + lines.size() + " mistakes.",
                String.join(System.lineSeparator(), lines),
                "Put right what is said of each line, and look with: continuo plan import FILE"
                        + " --dry-run.",
                lines.toArray(String[]::new));
    }

    static Problem running(String plan, String run, String machine) {
        return Problem.of(
                ErrorCode.PLAN_RUNNING,
                "The machine " + machine + " is in a run of the plan " + plan + ".",
                "A machine is in one run at a time.",
                "Wait for its end, or stop it: continuo plan runs " + plan + ".",
                machine,
                plan,
                run);
    }

    static Problem deleteRunning(String plan) {
        return Problem.of(
                ErrorCode.PLAN_RUNNING,
                "The plan " + plan + " cannot be deleted now.",
                "A run of it is under way.",
                "Wait for its end, or stop it: continuo plan runs " + plan + ".",
                plan);
    }

    static Problem runUnknown(String run) {
        return Problem.of(
                ErrorCode.PLAN_RUN_UNKNOWN,
                "There is no run " + run + " of a recovery plan.",
                "No run has that id.",
                "List a plan's runs with: continuo plan runs NAME.",
                run);
    }

    static Problem notConfirmed(String plan, String typed, String kind) {
        return Problem.of(
                ErrorCode.NOT_CONFIRMED,
                "The " + kind + " run of " + plan + " was not confirmed.",
                typed.isEmpty()
                        ? "It moves what people use, so it needs the plan's name."
                        : "\"" + typed + "\" is not the plan's name.",
                "Say --confirm " + plan + ", or try it beside replication with --kind test.",
                plan);
    }

    /** A cleanup without drills, or a reprotect where nothing was failed over. */
    static Problem nothingToDo(String plan, JobKind job) {
        return job == JobKind.REPROTECT
                ? Problem.of(
                        ErrorCode.ACTION_NOT_ALLOWED,
                        "No machine of the plan " + plan + " was failed over.",
                        "All of them run where they are protected.",
                        "Fail them over first: continuo plan run " + plan + " --kind planned.",
                        plan)
                : Problem.of(
                        ErrorCode.NO_TEST_FAILOVER,
                        "No machine of the plan " + plan + " runs as a drill.",
                        "None was started by it, or they were cleaned up already.",
                        "Start them with: continuo plan run " + plan + " --kind test.",
                        plan);
    }

    static Problem notWaiting(String run, int step) {
        return Problem.of(
                ErrorCode.STEP_NOT_WAITING,
                "The step " + step + " of the run " + run + " asks nothing now.",
                "It is not a manual step, has not begun, or was answered or over already.",
                "See which step waits with: continuo plan show PLAN.",
                run);
    }
}
