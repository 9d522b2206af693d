package io.continuo.console.plans;

import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.Health;
import io.continuo.api.plan.PlanState;
import io.continuo.api.plan.PlanView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One plan, the same object for as long as it is known; what is said of it changes in place. */
final class PlanRow {
    private final String id;
    private final ReadOnlyObjectWrapper<PlanView> view = new ReadOnlyObjectWrapper<>();

    PlanRow(PlanView plan) {
        id = plan.id();
        show(plan);
    }

    void show(PlanView plan) {
        view.set(plan);
    }

    String id() {
        return id;
    }

    PlanView view() {
        return view.get();
    }

    ReadOnlyObjectProperty<PlanView> viewProperty() {
        return view.getReadOnlyProperty();
    }

    /** What keeps it from working now is worse than never having been tried. */
    static Health health(PlanView plan) {
        if (plan.runningRun().isPresent()) {
            return Health.UNKNOWN;
        }
        boolean refused =
                plan.readiness().findings().stream()
                        .anyMatch(finding -> finding.level() == CheckLevel.REFUSE);
        return refused
                ? Health.CRITICAL
                : plan.state() == PlanState.VERIFIED ? Health.HEALTHY : Health.WARNING;
    }
}
