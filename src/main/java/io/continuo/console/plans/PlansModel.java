package io.continuo.console.plans;

import io.continuo.api.job.JobState;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanView;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plans that are listed, and the run that is shown of the chosen one. */
final class PlansModel {
    private final Map<String, PlanRow> rows = new HashMap<>();
    private final ObservableList<PlanRow> shown = FXCollections.observableArrayList();

    /** By name, as the server gives them. */
    ObservableList<PlanRow> shown() {
        return shown;
    }

    /** Rows that stay are the same. */
    void put(List<PlanView> plans) {
        List<PlanRow> now =
                plans.stream()
                        .map(plan -> {
                            PlanRow row = rows.computeIfAbsent(plan.id(), id -> new PlanRow(plan));
                            row.show(plan);
                            return row;
                        })
                        .toList();
        rows.keySet().retainAll(plans.stream().map(PlanView::id).toList());
        if (!now.equals(shown)) {
            shown.setAll(now);
        }
    }

    Optional<PlanRow> find(String idOrName) {
        return shown.stream()
                .filter(row -> row.id().equals(idOrName) || row.view().name().equals(idOrName))
                .findFirst();
    }

    /** The step that waits for a person now. */
    static Optional<PlanRunStep> asking(PlanRunView run) {
        return run.steps().stream()
                .filter(step -> step.state() == JobState.RUNNING)
                .filter(step -> step.ask().filter(ask -> ask.answer().isEmpty()).isPresent())
                .findFirst();
    }

    /** Steps that have ended well, and all of them, without the report. */
    static long done(PlanRunView run) {
        return run.steps().stream()
                .filter(step -> step.group() > 0 && step.state() == JobState.SUCCEEDED)
                .count();
    }

    static long all(PlanRunView run) {
        return run.steps().stream().filter(step -> step.group() > 0).count();
    }
}
