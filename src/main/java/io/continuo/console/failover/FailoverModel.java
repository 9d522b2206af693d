package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.MachineView;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is chosen in the failover wizard, what it would cost, and how far it is. */
final class FailoverModel {
    private final ReadOnlyObjectWrapper<FailoverStep> step =
            new ReadOnlyObjectWrapper<>(FailoverStep.KIND);
    private final ReadOnlyObjectWrapper<Optional<FailoverKind>> kind =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<DrillPoint>> points =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<DrillPoint>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<FailoverPreview>> preview =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<JobView>> job =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty shutDown = new SimpleBooleanProperty(true);
    private final Optional<FailoverKind> wantedKind;
    private final Optional<String> wantedPoint;
    private Optional<MachineView> machine = Optional.empty();

    /**
     * @param wantedKind the kind to begin with, if it is legal
     * @param wantedPoint id of the point to begin with
     */
    FailoverModel(Optional<FailoverKind> wantedKind, Optional<String> wantedPoint) {
        this.wantedKind = wantedKind;
        this.wantedPoint = wantedPoint;
    }

    ReadOnlyObjectProperty<FailoverStep> step() {
        return step.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<FailoverKind>> kind() {
        return kind.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<DrillPoint>> points() {
        return points.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DrillPoint>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    /** What the server said to what is chosen; empty until it has. */
    ReadOnlyObjectProperty<Optional<FailoverPreview>> preview() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /** The failover, once it was begun. */
    ReadOnlyObjectProperty<Optional<JobView>> job() {
        return job.getReadOnlyProperty();
    }

    /** Whether an unplanned failover tries to shut the source down. */
    BooleanProperty shutDown() {
        return shutDown;
    }

    Optional<MachineView> machine() {
        return machine;
    }

    /** Whether it goes to where the machine came from. */
    boolean back() {
        return machine.filter(view -> view.direction() == Direction.REVERSE).isPresent();
    }

    /** The machine as last told; the first time a kind is chosen that is legal. */
    void update(Optional<MachineView> now) {
        machine = now;
        if (kind.get().isEmpty() && now.isPresent()) {
            kind.set(
                    wantedKind
                            .filter(this::legal)
                            .or(() ->
                                    List.of(FailoverKind.values()).stream()
                                            .filter(this::legal)
                                            .findFirst()));
        }
    }

    /** What the rules say to a kind; empty where the server knows no such act. */
    Optional<ActionView> act(FailoverKind of) {
        return machine.stream()
                .flatMap(view -> view.actions().stream())
                .filter(act -> act.action() == action(of))
                .findFirst();
    }

    boolean legal(FailoverKind of) {
        return act(of).filter(ActionView::allowed).isPresent();
    }

    private Action action(FailoverKind of) {
        return switch (of) {
            case PLANNED -> back() ? Action.FAILBACK : Action.PLANNED_FAILOVER;
            case UNPLANNED -> Action.UNPLANNED_FAILOVER;
        };
    }

    void choose(FailoverKind newKind) {
        if (!kind.get().equals(Optional.of(newKind))) {
            preview.set(Optional.empty());
            kind.set(Optional.of(newKind));
        }
    }

    /** Keeps what was chosen if it is still there; a typed moment always stays. */
    void points(List<DrillPoint> all) {
        points.set(List.copyOf(all));
        Optional<DrillPoint> before = chosen.get();
        if (before.filter(point -> point.kind() == DrillPoint.Kind.MOMENT).isPresent()) {
            return;
        }
        String keep = before.map(DrillPoint::id).or(() -> wantedPoint).orElse(DrillPoint.LATEST);
        choosePoint(
                all.stream()
                        .filter(point -> point.id().equals(keep))
                        .findFirst()
                        .or(() -> all.stream().findFirst()));
    }

    void choosePoint(Optional<DrillPoint> point) {
        if (!chosen.get().map(DrillPoint::id).equals(point.map(DrillPoint::id))) {
            preview.set(Optional.empty());
        }
        chosen.set(point);
    }

    /**
     * What is asked of the server; empty while something is missing. A planned one makes its own.
     */
    Optional<String> point() {
        return kind.get()
                .flatMap(of ->
                        of == FailoverKind.PLANNED
                                ? Optional.of(DrillPoint.LATEST)
                                : chosen.get().map(DrillPoint::id));
    }

    /** An answer to a choice that was changed meanwhile is dropped. */
    void previewed(FailoverPreview answer, FailoverKind of, String point) {
        if (kind.get().equals(Optional.of(of)) && point().equals(Optional.of(point))) {
            preview.set(Optional.of(answer));
        }
    }

    boolean mayGoOn() {
        return switch (step.get()) {
            case KIND -> kind.get().filter(this::legal).isPresent();
            case POINT -> point().isPresent();
            case CHECKS, CONFIRM -> passes();
        };
    }

    /** Whether the server answered and nothing refuses. */
    private boolean passes() {
        return preview.get().filter(answer -> refusals(answer) == 0).isPresent();
    }

    private static long refusals(FailoverPreview answer) {
        return answer.checks().stream()
                .map(CheckFinding::level)
                .filter(level -> level == CheckLevel.REFUSE)
                .count();
    }

    /** What is lost, as far as the server knows. */
    Duration lost() {
        return preview.get()
                .map(answer -> Duration.ofMillis((long) (answer.lostSeconds() * 1000)))
                .orElse(Duration.ZERO);
    }

    void goTo(FailoverStep wanted) {
        step.set(wanted);
    }

    Optional<FailoverRequest> request(String confirmed) {
        return kind.get()
                .flatMap(of ->
                        point().map(point ->
                                new FailoverRequest(of, point, shutDown.get(), confirmed)));
    }

    void follow(JobView now) {
        job.set(Optional.of(now));
        if (now.problem().isPresent()) {
            problem.set(now.problem());
        }
    }

    /** From a failed job back to the form, with everything still chosen. */
    void backToForm() {
        job.set(Optional.empty());
        problem.set(Optional.empty());
        preview.set(Optional.empty());
        step.set(FailoverStep.CHECKS);
    }

    void failed(Problem why) {
        problem.set(Optional.of(why));
    }

    void forgetProblem() {
        problem.set(Optional.empty());
    }
}
