package io.continuo.server.plan;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanAnswer;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanAsk;
import io.continuo.api.plan.PlanLimits;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.domain.Refusals;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.store.PlanRunStore;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Runs of plans: those under way in memory and in the store, the ended ones in the store. */
final class PlanRuns {
    private final PlanRunStore store;
    private final Clock clock;
    private final Map<String, PlanRun> open = new ConcurrentHashMap<>();

    PlanRuns(PlanRunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        store.open().forEach(run -> open.put(run.id(), run));
    }

    /** A run a killed server had noted and not begun never will. */
    void tidy(Jobs jobs) {
        for (PlanRun run : List.copyOf(open.values())) {
            if (jobs.running(run.planId()).stream().noneMatch(job -> job.id().equals(run.id()))) {
                end(run.id(), JobState.FAILED, "", Optional.of(notBegun(run)));
            }
        }
    }

    private static Problem notBegun(PlanRun run) {
        return Problem.of(
                ErrorCode.CANCELLED,
                "The run was not begun, or its end was not noted.",
                "The configuration server was stopped at that moment.",
                "Look at the plan's machines, and run it again.",
                run.view().plan());
    }

    synchronized void begin(PlanRun run) {
        store.insert(run);
        open.put(run.id(), run);
    }

    Collection<PlanRun> open() {
        return List.copyOf(open.values());
    }

    PlanRun get(String id) {
        PlanRun running = open.get(id);
        return running != null
                ? running
                : store.find(id).orElseThrow(() -> PlanRules.runUnknown(id).toException());
    }

    /** Newest first. */
    List<PlanRun> newest(String planId, int limit) {
        return store.newest(planId, limit).stream()
                .map(run -> open.getOrDefault(run.id(), run))
                .toList();
    }

    PlanRunStep step(String id, int index) {
        return get(id).step(index);
    }

    void step(String id, int index, UnaryOperator<PlanRunStep> change) {
        change(id, run -> run.withStep(index, change));
    }

    void process(String id, int index, Optional<PlanRun.ScriptProcess> process) {
        change(id, run -> run.withProcess(index, process));
    }

    /** Steps that will not come any more stay as they are: to come. */
    void end(String id, JobState how, String left, Optional<Problem> problem) {
        change(id, run -> run.ended(how, clock.instant(), left, problem));
        open.remove(id);
    }

    private synchronized void change(String id, UnaryOperator<PlanRun> change) {
        PlanRun before = open.get(id);
        if (before != null) {
            PlanRun after = change.apply(before);
            store.update(after);
            open.put(id, after);
        }
    }

    /**
     * Takes a person's answer.
     *
     * @param number of the step, from 1
     */
    synchronized PlanRun answer(String id, int number, PlanAnswerRequest request, String user) {
        PlanRun run = get(id);
        if (request.note().length() > PlanLimits.LONGEST_TEXT) {
            throw Refusals.badRequest(
                            "The note is too long.",
                            "It has more than " + PlanLimits.LONGEST_TEXT + " characters.",
                            "Shorten it.")
                    .toException();
        }
        Optional<PlanAsk> ask =
                number < 1 || number > run.view().steps().size() || !run.open()
                        ? Optional.empty()
                        : run.step(number - 1).ask();
        if (ask.isEmpty()
                || ask.get().answer().isPresent()
                || run.step(number - 1).state() != JobState.RUNNING) {
            throw PlanRules.notWaiting(id, number).toException();
        }
        PlanAnswer answer = new PlanAnswer(request.done(), request.note(), user, clock.instant());
        step(
                id,
                number - 1,
                step -> step.withAsk(ask.get().answered(answer), step.waitedSeconds()));
        return get(id);
    }
}
