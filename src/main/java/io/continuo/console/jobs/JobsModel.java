package io.continuo.console.jobs;

import io.continuo.api.job.JobState;
import io.continuo.console.state.JobRow;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which jobs are listed, newest first. */
final class JobsModel {
    private final ObservableList<JobRow> jobs;
    private final FilteredList<JobRow> shown;
    private final Optional<String> machine;
    private final ObjectProperty<JobFilter> filter = new SimpleObjectProperty<>(JobFilter.ALL);

    /**
     * @param jobs every job, newest first
     * @param machine only jobs of this machine
     */
    JobsModel(ObservableList<JobRow> jobs, Optional<String> machine) {
        this.jobs = jobs;
        this.machine = machine;
        shown = new FilteredList<>(jobs);
        filter.subscribe(value -> refresh());
    }

    ObjectProperty<JobFilter> filter() {
        return filter;
    }

    ObservableList<JobRow> shown() {
        return shown;
    }

    /** Looks again which jobs pass: their states change in place. */
    void refresh() {
        JobFilter wanted = filter.get();
        long passing = jobs.stream().filter(row -> passes(row, wanted)).count();
        boolean same =
                passing == shown.size() && shown.stream().allMatch(row -> passes(row, wanted));
        if (!same) {
            shown.setPredicate(row -> passes(row, wanted));
        }
    }

    private boolean passes(JobRow row, JobFilter wanted) {
        return ofMachine(row) && wanted.matches(row.view().state());
    }

    private boolean ofMachine(JobRow row) {
        return machine.map(row.view().machine()::equals).orElse(true);
    }

    Map<JobFilter, Integer> counts() {
        Map<JobFilter, Integer> counts = new EnumMap<>(JobFilter.class);
        for (JobFilter each : JobFilter.values()) {
            counts.put(each, (int) jobs.stream().filter(row -> passes(row, each)).count());
        }
        return counts;
    }

    /** The job to show first: the one asked for, else the newest that runs, else the newest. */
    Optional<JobRow> first(Optional<String> wantedId) {
        return jobs.stream()
                .filter(row -> wantedId.equals(Optional.of(row.id())))
                .findFirst()
                .or(() ->
                        shown.stream()
                                .filter(row -> row.view().state() == JobState.RUNNING)
                                .findFirst())
                .or(() -> shown.stream().findFirst());
    }
}
