package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.TestFailoverView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The life of a protected machine, from enabling to disabling. */
class ProtectionLifeTest {
    @TempDir Path data;
    private ServerFixture fixture;
    private FakeComponent node;

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        node = fixture.node();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void enabling_protection_ends_in_delta_with_a_first_point() {
        JobView job =
                fixture.client()
                        .protect(new ProtectRequest("web-01", List.of("/disks/a", "/disks/b"), ""));
        JobView ended = fixture.ended(job, JobState.SUCCEEDED);

        assertThat(ended.steps())
                .extracting(StepView::code)
                .containsExactly(
                        "CHECK",
                        "PREPARE_REPLICA",
                        "START_CAPTURE",
                        "INITIAL_REPLICATION",
                        "FINALIZE");
        MachineView machine = fixture.client().machine("web-01");
        assertThat(machine.dataState()).isEqualTo(DataState.DELTA);
        assertThat(machine.pointCount()).isEqualTo(1);
        assertThat(machine.disks())
                .allSatisfy(disk -> assertThat(disk.nbdUri()).startsWith("nbd://"));
        ServerFixture.until(
                "RPO is known", () -> fixture.client().machine("web-01").rpoSeconds().isPresent());
        assertThat(fixture.client().machine("web-01").health()).isEqualTo(Health.HEALTHY);
    }

    @Test
    void a_drill_runs_from_a_point_and_counts_after_its_cleanup() {
        fixture.protect("web-01");
        PointView point = fixture.client().mark("web-01", "before the update");
        assertThat(fixture.client().points("web-01").getFirst()).isEqualTo(point);

        JobView start = fixture.client().startTestFailover("web-01", point.id());
        fixture.ended(start, JobState.SUCCEEDED);
        TestFailoverView view = fixture.client().testFailover("web-01").orElseThrow();
        assertThat(view.point()).isEqualTo(point);
        assertThat(view.disks()).hasSize(1);
        assertThat(fixture.client().machine("web-01").roleState())
                .isEqualTo(RoleState.TEST_RUNNING);

        fixture.ended(fixture.client().cleanUpTestFailover("web-01"), JobState.SUCCEEDED);
        assertThat(fixture.client().testFailover("web-01")).isEmpty();
        MachineView machine = fixture.client().machine("web-01");
        assertThat(machine.roleState()).isEqualTo(RoleState.PROTECTED);
        assertThat(machine.lastDrill().orElseThrow().succeeded()).isTrue();
    }

    @Test
    void unprotecting_leaves_nothing_at_the_components() {
        fixture.protect("web-01");
        fixture.ended(fixture.client().unprotect("web-01"), JobState.SUCCEEDED);

        assertThat(fixture.client().machines()).isEmpty();
        assertThat(node.captures()).isEmpty();
        assertThat(node.replicas()).isEmpty();
    }
}
