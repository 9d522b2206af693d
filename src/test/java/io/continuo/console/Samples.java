package io.continuo.console;

import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Made-up records of one healthy machine and its jobs, for tests to begin from. */
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-03-11T19:12:00Z");

    private Samples() {}

    /** A machine with that many disks, replicating well. */
    public static MachineView machine(String name, int disks) {
        return machine(
                name,
                disks,
                RoleState.PROTECTED,
                Optional.empty(),
                Optional.empty(),
                DataState.DELTA);
    }

    public static MachineView drilling(String name, int disks, TestFailoverView drill) {
        return machine(
                name,
                disks,
                RoleState.TEST_RUNNING,
                Optional.of(drill),
                Optional.empty(),
                DataState.DELTA);
    }

    public static MachineView drilled(String name, int disks, DrillView drill) {
        return machine(
                name,
                disks,
                RoleState.PROTECTED,
                Optional.empty(),
                Optional.of(drill),
                DataState.DELTA);
    }

    public static MachineView machine(
            String name,
            int disks,
            RoleState role,
            Optional<TestFailoverView> drill,
            Optional<DrillView> lastDrill,
            DataState data) {
        List<DiskView> views = new ArrayList<>();
        for (int i = 0; i < disks; i++) {
            views.add(
                    new DiskView(
                            i,
                            path(name, i),
                            536_870_912L,
                            "nbd://127.0.0.1:10809/" + name + "-" + i,
                            600_000,
                            0,
                            data));
        }
        boolean initial = data == DataState.INITIAL;
        return new MachineView(
                "id-" + name,
                name,
                Scenario.KVM_TO_SITE,
                "Default",
                Direction.FORWARD,
                data,
                "",
                role,
                Health.HEALTHY,
                List.of(),
                initial ? Optional.empty() : Optional.of(0.4),
                900,
                86_400,
                640_000,
                120_000,
                initial
                        ? Optional.of(new Progress(402_000_000L, 1_073_741_824L, 96_000_000L))
                        : Optional.empty(),
                List.of(),
                views,
                initial ? 0 : 47,
                Optional.empty(),
                Optional.empty(),
                drill,
                lastDrill,
                List.of(
                        new ActionView(
                                Action.TEST_FAILOVER,
                                drill.isEmpty() && !initial,
                                initial
                                        ? "Its initial replication is not done."
                                        : drill.isEmpty() ? "" : "A drill of it runs already."),
                        new ActionView(
                                Action.CLEAN_UP_TEST_FAILOVER,
                                drill.isPresent(),
                                drill.isPresent() ? "" : "No drill of it runs.")),
                NOW.minus(Duration.ofDays(3)),
                NOW.minusSeconds(1));
    }

    public static String path(String machine, int disk) {
        return "/var/lib/libvirt/images/" + machine + "-" + disk + ".img";
    }

    /** Oldest first: every five minutes one, some of them marked by a person. */
    public static List<PointView> points(int count) {
        List<PointView> points = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            boolean marked = i % 9 == 4;
            points.add(
                    new PointView(
                            "point-" + (count - i),
                            NOW.minusSeconds(i * 300L + 134),
                            marked ? PointKind.MARK : i % 6 == 2 ? PointKind.APP : PointKind.CRASH,
                            marked ? "before the upgrade" : "",
                            i % 7 == 0));
        }
        return points;
    }

    public static TestFailoverView drill(String name, int disks, PointView point) {
        List<ViewDisk> views = new ArrayList<>();
        for (int i = 0; i < disks; i++) {
            views.add(
                    new ViewDisk(
                            path(name, i),
                            536_870_912L,
                            "nbd://127.0.0.1:10810/drill-" + name + "-" + i));
        }
        return new TestFailoverView(name, point, NOW.minusSeconds(204), views);
    }

    public static JobView job(JobKind kind, String machine, JobState state, List<StepView> steps) {
        return job(kind, machine, state, steps, Optional.empty());
    }

    public static JobView job(
            JobKind kind,
            String machine,
            JobState state,
            List<StepView> steps,
            Optional<Problem> problem) {
        return new JobView(
                "job-" + kind,
                kind,
                state,
                "id-" + machine,
                machine,
                "administrator",
                NOW.minusSeconds(9),
                Optional.of(NOW.minusSeconds(9)),
                state.ended() ? Optional.of(NOW) : Optional.empty(),
                steps,
                problem,
                !state.ended(),
                List.of());
    }

    public static StepView step(String code, JobState state) {
        return step(code, state, Optional.empty());
    }

    public static StepView step(String code, JobState state, Optional<Progress> progress) {
        return new StepView(
                code,
                state,
                state == JobState.WAITING ? Optional.empty() : Optional.of(NOW.minusSeconds(8)),
                state.ended() ? Optional.of(NOW.minusSeconds(4)) : Optional.empty(),
                progress,
                "");
    }
}
