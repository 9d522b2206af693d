package io.continuo.console.failover;

import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.console.Samples;
import io.continuo.console.ScriptedClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A server that drills one machine; a job goes on when the test lets it. */
class DrillServer extends ScriptedClient {
    final List<PointView> points = new java.util.ArrayList<>(Samples.points(30));
    final Map<JobKind, CountDownLatch> gates = new ConcurrentHashMap<>();
    volatile MachineView machine = Samples.machine("db-01", 2);
    volatile String startedFrom = "";

    DrillServer() {
        gates.put(JobKind.TEST_FAILOVER, new CountDownLatch(1));
        gates.put(JobKind.TEST_FAILOVER_CLEANUP, new CountDownLatch(1));
    }

    void letGo(JobKind kind) {
        gates.get(kind).countDown();
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
    public JobView startTestFailover(String name, String point) {
        startedFrom = point;
        return running(JobKind.TEST_FAILOVER);
    }

    @Override
    public JobView cleanUpTestFailover(String name) {
        return running(JobKind.TEST_FAILOVER_CLEANUP);
    }

    @Override
    public JobView job(String id) {
        JobKind kind = JobKind.valueOf(id.substring("job-".length()));
        if (gates.get(kind).getCount() > 0) {
            return running(kind);
        }
        TestFailoverView drill = Samples.drill("db-01", 2, points.getLast());
        machine =
                kind == JobKind.TEST_FAILOVER
                        ? Samples.drilling("db-01", 2, drill)
                        : Samples.drilled(
                                "db-01",
                                2,
                                new DrillView(drill.startedAt(), Samples.NOW, drill.point(), true));
        return Samples.job(kind, "db-01", JobState.SUCCEEDED, steps(kind, JobState.SUCCEEDED));
    }

    static JobView running(JobKind kind) {
        return Samples.job(kind, "db-01", JobState.RUNNING, steps(kind, JobState.RUNNING));
    }

    private static List<io.continuo.api.job.StepView> steps(JobKind kind, JobState state) {
        return kind == JobKind.TEST_FAILOVER
                ? List.of(
                        Samples.step("CHECK", JobState.SUCCEEDED),
                        Samples.step("OPEN_POINT", state, Optional.empty()))
                : List.of(
                        Samples.step("CLOSE_VIEW", state),
                        Samples.step(
                                "RECORD", state == JobState.RUNNING ? JobState.WAITING : state));
    }
}
