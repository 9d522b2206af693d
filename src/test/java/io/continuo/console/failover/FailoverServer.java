package io.continuo.console.failover;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.console.Samples;
import io.continuo.console.ScriptedClient;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A server that fails one machine over; its jobs go on when the test lets them. */
class FailoverServer extends ScriptedClient {
    final List<PointView> points =
            new java.util.concurrent.CopyOnWriteArrayList<>(Samples.points(30));
    final CountDownLatch gate = new CountDownLatch(1);
    volatile MachineView machine;
    volatile Optional<FailoverRequest> asked = Optional.empty();
    volatile String did = "";
    volatile boolean refuses;
    volatile Optional<Problem> failsWith = Optional.empty();

    FailoverServer(MachineView machine) {
        this.machine = machine;
    }

    @Override
    public MachineView machine(String name) {
        return machine;
    }

    @Override
    public List<PointView> points(String name) {
        return points;
    }

    @Override
    public FailoverPreview previewFailover(String name, FailoverKind kind, String point) {
        return refuses
                ? FailoverSamples.refused(kind)
                : FailoverSamples.preview(kind, Optional.of(points.getLast()));
    }

    @Override
    public JobView failOver(String name, FailoverRequest request) {
        if (points.stream().noneMatch(point -> point.id().equals(request.point()))
                && !request.point().equals("latest")) {
            throw Problem.of(
                            ErrorCode.POINT_UNKNOWN,
                            "Machine " + name + " has no recovery point " + request.point() + ".",
                            "It is past the retention of its policy.",
                            "Choose another one.",
                            name)
                    .toException();
        }
        asked = Optional.of(request);
        return running(JobKind.UNPLANNED_FAILOVER);
    }

    @Override
    public JobView changeFailoverPoint(String name, String point) {
        did = "point " + point;
        return running(JobKind.CHANGE_POINT);
    }

    @Override
    public JobView commitFailover(String name) {
        did = "commit";
        return running(JobKind.COMMIT);
    }

    @Override
    public JobView cancelFailover(String name) {
        did = "cancel";
        return running(JobKind.CANCEL_FAILOVER);
    }

    @Override
    public JobView reprotect(String name, ReprotectRequest request) {
        did = "reprotect";
        return running(JobKind.REPROTECT);
    }

    @Override
    public JobView job(String id) {
        JobKind kind = JobKind.valueOf(id.substring("job-".length()));
        if (gate.getCount() > 0) {
            return running(kind);
        }
        JobState state = failsWith.isPresent() ? JobState.FAILED : JobState.SUCCEEDED;
        return Samples.job(kind, FailoverSamples.NAME, state, steps(state), failsWith);
    }

    static JobView running(JobKind kind) {
        return Samples.job(kind, FailoverSamples.NAME, JobState.RUNNING, steps(JobState.RUNNING));
    }

    private static List<StepView> steps(JobState state) {
        return List.of(
                Samples.step("HOLD_SOURCE", JobState.SUCCEEDED),
                Samples.step("OPEN_DISKS", JobState.SUCCEEDED),
                Samples.step("START_MACHINE", state));
    }
}
