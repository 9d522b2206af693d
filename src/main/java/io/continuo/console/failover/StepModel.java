package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.MachineView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.List;
import java.util.Optional;

/** One step after a failover: change of point, commit, cancel or reprotect. */
final class StepModel {
    /** How far it is. */
    enum Phase {
        ASKING,
        RUNNING,
        ENDED
    }

    private final Action action;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.ASKING);
    private final ReadOnlyObjectWrapper<List<DrillPoint>> points =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<DrillPoint>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<JobView>> job =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<MachineView> machine = Optional.empty();

    StepModel(Action action) {
        this.action = action;
    }

    Action action() {
        return action;
    }

    ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Newest first; only a change of point has any. */
    ReadOnlyObjectProperty<List<DrillPoint>> points() {
        return points.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DrillPoint>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<JobView>> job() {
        return job.getReadOnlyProperty();
    }

    Optional<MachineView> machine() {
        return machine;
    }

    void update(Optional<MachineView> now) {
        machine = now;
    }

    /** What the rules say to it now. */
    Optional<ActionView> act() {
        return machine.stream()
                .flatMap(view -> view.actions().stream())
                .filter(act -> act.action() == action)
                .findFirst();
    }

    boolean legal() {
        return act().filter(ActionView::allowed).isPresent();
    }

    boolean choosesPoint() {
        return action == Action.CHANGE_POINT;
    }

    /** Whether the name has to be typed: something live is stopped, or something is dropped. */
    boolean confirms() {
        return action != Action.REPROTECT;
    }

    /** Points of the past only: the machine at the other place has none of its own. */
    void points(List<DrillPoint> all) {
        List<DrillPoint> past =
                all.stream().filter(point -> point.kind() == DrillPoint.Kind.POINT).toList();
        points.set(past);
        choose(
                chosen.get()
                        .flatMap(before ->
                                past.stream()
                                        .filter(point -> point.id().equals(before.id()))
                                        .findFirst())
                        .or(() -> past.stream().findFirst()));
    }

    void choose(Optional<DrillPoint> point) {
        chosen.set(point);
    }

    boolean mayBegin() {
        return phase.get() == Phase.ASKING
                && legal()
                && (!choosesPoint() || chosen.get().isPresent());
    }

    void begin() {
        problem.set(Optional.empty());
        phase.set(Phase.RUNNING);
    }

    void follow(JobView now) {
        job.set(Optional.of(now));
        if (now.state().ended()) {
            problem.set(now.problem());
            phase.set(Phase.ENDED);
        }
    }

    boolean succeeded() {
        return job.get().filter(now -> now.state() == JobState.SUCCEEDED).isPresent();
    }

    /** Refused, or it could not be asked for: it can be asked again. */
    void failed(Problem why) {
        problem.set(Optional.of(why));
        if (job.get().isEmpty()) {
            phase.set(Phase.ASKING);
        }
    }
}
