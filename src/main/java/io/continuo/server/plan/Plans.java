package io.continuo.server.plan;

import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanCheck;
import io.continuo.api.plan.PlanDefinition;
import io.continuo.api.plan.PlanDifference;
import io.continuo.api.plan.PlanMistake;
import io.continuo.api.plan.PlanReport;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanText;
import io.continuo.api.plan.PlanVersionView;
import io.continuo.api.plan.PlanView;
import io.continuo.api.plan.ReportFormat;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.PlanRun;
import io.continuo.server.domain.PlanVersion;
import io.continuo.server.plan.report.RunReports;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Recovery plans, as asked over the API. */
public final class Plans {
    private static final int RUNS_SHOWN = 200;

    private final PlanBook book;
    private final PlanRuns runs;
    private final PlanTexts texts;
    private final PlanReady ready;
    private final PlanStarter starter;
    private final RunReports reports;
    private final Clock clock;
    private final String user;

    Plans(
            PlanBook book,
            PlanRuns runs,
            PlanTexts texts,
            PlanReady ready,
            PlanStarter starter,
            RunReports reports,
            Clock clock,
            String user) {
        this.book = book;
        this.runs = runs;
        this.texts = texts;
        this.ready = ready;
        this.starter = starter;
        this.reports = reports;
        this.clock = clock;
        this.user = user;
    }

    /** By name. */
    public List<PlanView> list() {
        return book.all().stream().map(this::view).toList();
    }

    public PlanView get(String idOrName) {
        return view(book.get(idOrName));
    }

    /** A dry run of {@link #save}. */
    public PlanCheck check(PlanText text) {
        PlanReading reading = texts.read(text.text());
        List<PlanMistake> mistakes = reading.mistakes().all();
        return new PlanCheck(
                mistakes,
                reading.plan(),
                reading.plan()
                        .filter(plan -> mistakes.isEmpty())
                        .flatMap(plan -> book.find(plan.name()).map(now -> difference(now, plan))));
    }

    /**
     * Adds the plan a text describes, or a version to the one of its name. The same text again
     * changes nothing; one that says the same in other words stays verified.
     */
    public synchronized PlanView save(PlanText text) {
        PlanReading reading = texts.read(text.text());
        List<PlanMistake> mistakes = reading.mistakes().all();
        if (!mistakes.isEmpty()) {
            throw PlanRules.invalid(mistakes).toException();
        }
        PlanDefinition definition = reading.plan().orElseThrow();
        Optional<PlanVersion> before = book.find(definition.name());
        if (before.isPresent() && before.get().text().equals(text.text())) {
            return view(before.get());
        }
        return view(
                book.add(
                        new PlanVersion(
                                before.map(PlanVersion::planId).orElseGet(() -> Ids.next("plan")),
                                before.map(PlanVersion::version).orElse(0) + 1,
                                text.text(),
                                definition,
                                clock.instant(),
                                user,
                                before.filter(one -> one.definition().equals(definition))
                                        .flatMap(PlanVersion::verifiedAt))));
    }

    /**
     * A plan's text as it was imported.
     *
     * @param version 0 for the newest
     */
    public PlanText text(String idOrName, int version) {
        return new PlanText(book.get(idOrName, version).text());
    }

    /** Newest first. */
    public List<PlanVersionView> versions(String idOrName) {
        return book.versions(idOrName).stream().map(PlanVersion::view).toList();
    }

    /**
     * What became of a plan between two versions.
     *
     * @param from 0 for the one before {@code to}
     * @param to 0 for the newest
     */
    public PlanDifference difference(String idOrName, int from, int to) {
        PlanVersion after = book.get(idOrName, to);
        int earlier = from == 0 ? Math.max(1, after.version() - 1) : from;
        PlanVersion before = book.get(idOrName, earlier);
        return new PlanDifference(
                after.name(),
                before.version(),
                after.version(),
                PlanDiff.between(before.definition(), after.definition()));
    }

    /** How a text differs from a plan's newest version. */
    public PlanDifference difference(String idOrName, PlanText text) {
        PlanVersion now = book.get(idOrName);
        PlanReading reading = texts.read(text.text());
        List<PlanMistake> mistakes = reading.mistakes().all();
        if (!mistakes.isEmpty()) {
            throw PlanRules.invalid(mistakes).toException();
        }
        return difference(now, reading.plan().orElseThrow());
    }

    private static PlanDifference difference(PlanVersion now, PlanDefinition plan) {
        return new PlanDifference(
                now.name(), now.version(), 0, PlanDiff.between(now.definition(), plan));
    }

    /** Its runs stay, for their reports. */
    public synchronized void delete(String idOrName) {
        PlanVersion plan = book.get(idOrName);
        if (running(plan).isPresent()) {
            throw PlanRules.deleteRunning(plan.name()).toException();
        }
        book.delete(plan.planId());
    }

    public synchronized JobView start(String idOrName, PlanRunRequest request) {
        return starter.start(idOrName, request);
    }

    /** Newest first. */
    public List<PlanRunView> runs(String idOrName) {
        return runs.newest(book.get(idOrName).planId(), RUNS_SHOWN).stream()
                .map(PlanRun::view)
                .toList();
    }

    public PlanRunView run(String id) {
        return runs.get(id).view();
    }

    public PlanReport report(String run, ReportFormat format) {
        return reports.of(run(run), format);
    }

    public PlanRunView answer(String run, int step, PlanAnswerRequest request) {
        return runs.answer(run, step, request, user).view();
    }

    private Optional<String> running(PlanVersion plan) {
        return runs.open().stream()
                .filter(run -> run.planId().equals(plan.planId()))
                .map(PlanRun::id)
                .findFirst();
    }

    private PlanView view(PlanVersion plan) {
        return new PlanView(
                plan.planId(),
                plan.name(),
                plan.state(),
                plan.view(),
                plan.definition(),
                ready.of(plan),
                running(plan));
    }
}
