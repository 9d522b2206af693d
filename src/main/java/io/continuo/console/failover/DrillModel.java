package io.continuo.console.failover;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.TestFailoverView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One machine's drill: the points it can start from, the chosen one, and how far it is. */
final class DrillModel {
    private final ReadOnlyObjectWrapper<DrillPhase> phase =
            new ReadOnlyObjectWrapper<>(new DrillPhase.Loading());
    private final ReadOnlyObjectWrapper<Optional<Problem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<DrillPoint>> points =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<DrillPoint>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<String> wanted;
    private Optional<Instant> shared = Optional.empty();
    private Optional<MachineView> machine = Optional.empty();
    private Optional<JobView> job = Optional.empty();
    private Optional<TestFailoverView> lastRun = Optional.empty();
    private boolean cleaned;
    private boolean loaded;

    /**
     * @param wanted id of the point to begin with, if one was asked for
     */
    DrillModel(Optional<String> wanted) {
        this.wanted = wanted;
    }

    ReadOnlyObjectProperty<DrillPhase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Why the last act failed; empty while all is well. */
    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem.getReadOnlyProperty();
    }

    /** Newest first; the newest moment, if there is one, before all points. */
    ReadOnlyObjectProperty<List<DrillPoint>> points() {
        return points.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<DrillPoint>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    Optional<MachineView> machine() {
        return machine;
    }

    Optional<JobView> job() {
        return job;
    }

    /** The machine as last told; empty if there is none of that name. */
    void update(Optional<MachineView> newMachine) {
        machine = newMachine;
        newMachine
                .flatMap(MachineView::testFailover)
                .ifPresent(run -> {
                    lastRun = Optional.of(run);
                    cleaned = false;
                });
        refresh();
    }

    /** When the newest point was made that all machines of its group hold; before the points. */
    void shared(Optional<Instant> newest) {
        shared = newest;
    }

    /**
     * @param oldestFirst as the server gives them
     * @param now the server's clock
     */
    void points(List<PointView> oldestFirst, Instant now) {
        List<DrillPoint> all = Moments.of(machine, oldestFirst, shared, now);
        loaded = true;
        points.set(all);
        if (chosen.get().filter(point -> point.kind() == DrillPoint.Kind.MOMENT).isPresent()) {
            refresh();
            return;
        }
        String keep = wanted.or(() -> chosen.get().map(DrillPoint::id)).orElse(DrillPoint.LATEST);
        chosen.set(
                all.stream()
                        .filter(point -> point.id().equals(keep))
                        .findFirst()
                        .or(() -> all.stream().findFirst()));
        refresh();
    }

    /** What was typed means nothing that can be had: nothing is chosen. */
    void chooseNone() {
        wanted = Optional.empty();
        chosen.set(Optional.empty());
    }

    /** Back from a typed moment to the newest one. */
    void chooseFirst() {
        chosen.set(points.get().stream().findFirst());
    }

    void choose(DrillPoint point) {
        wanted = Optional.empty();
        chosen.set(Optional.of(point));
    }

    /** A job of this machine that starts or cleans up its drill. */
    void follow(JobView newJob) {
        if (newJob.kind() != JobKind.TEST_FAILOVER
                && newJob.kind() != JobKind.TEST_FAILOVER_CLEANUP) {
            return;
        }
        job = Optional.of(newJob);
        if (newJob.state() == JobState.FAILED) {
            problem.set(newJob.problem());
        }
        if (newJob.kind() == JobKind.TEST_FAILOVER_CLEANUP
                && newJob.state() == JobState.SUCCEEDED) {
            cleaned = true;
        }
        refresh();
    }

    /** An act was refused, or could not be asked for. */
    void failed(Problem why) {
        problem.set(Optional.of(why));
    }

    /** Before the next act. */
    void forgetProblem() {
        problem.set(Optional.empty());
        job = Optional.empty();
    }

    /** From the end of a drill to the choice for the next. */
    void again() {
        cleaned = false;
        job = Optional.empty();
        lastRun = Optional.empty();
        wanted = Optional.of(DrillPoint.LATEST);
        refresh();
    }

    private void refresh() {
        DrillPhase now = present();
        if (!now.equals(phase.get())) {
            phase.set(now);
        }
    }

    private DrillPhase present() {
        if (machine.isEmpty()) {
            return loaded ? new DrillPhase.Unknown() : new DrillPhase.Loading();
        }
        Optional<JobView> running = job.filter(j -> !j.state().ended());
        if (running.isPresent()) {
            return running.get().kind() == JobKind.TEST_FAILOVER
                    ? new DrillPhase.Starting(running.get())
                    : new DrillPhase.Cleaning(running.get());
        }
        if (cleaned && lastRun.isPresent()) {
            return new DrillPhase.Done(lastRun.get());
        }
        Optional<TestFailoverView> run = machine.get().testFailover();
        if (run.isPresent()) {
            return new DrillPhase.Running(run.get());
        }
        if (job.filter(DrillModel::started).isPresent()) {
            // the job has ended; the machine that tells the addresses follows at once
            return new DrillPhase.Starting(job.get());
        }
        return loaded ? new DrillPhase.Choosing() : new DrillPhase.Loading();
    }

    private static boolean started(JobView job) {
        return job.kind() == JobKind.TEST_FAILOVER && job.state() == JobState.SUCCEEDED;
    }
}
