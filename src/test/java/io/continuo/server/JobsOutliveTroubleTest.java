package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.component.OrderProgress;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.EventView;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs when components fail, go silent, and the server itself goes away. */
class JobsOutliveTroubleTest {
    private static final Problem FULL =
            Problem.of(
                    ErrorCode.DISK_FULL,
                    "The disk is full.",
                    "Nothing is left.",
                    "Make room.",
                    "/journal");

    @TempDir Path data;
    private final MovableClock clock = new MovableClock();
    private ServerFixture fixture;
    private FakeComponent node;
    private ContinuoClient client;

    @BeforeEach
    void start() {
        fixture =
                new ServerFixture(
                        ServerSettings.in(data).withPort(0).withLab(true).withClock(clock));
        client = fixture.client();
        node = fixture.node();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private JobView protect(String name) {
        return client.protect(new ProtectRequest(name, List.of("/disks/" + name), ""));
    }

    private StepView step(String jobId, String code) {
        return client.job(jobId).steps().stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void untilRunning(String jobId, String code) {
        ServerFixture.until(code + " runs", () -> step(jobId, code).state() == JobState.RUNNING);
    }

    private static boolean is(Order order, String name) {
        return order.getClass().getSimpleName().equals(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PrepareReplica", "StartCapture"})
    void protection_that_cannot_be_enabled_leaves_nothing_behind(String failing) {
        node.instead(order ->
                is(order, failing) ? Optional.of(new Outcome.Refused(FULL)) : Optional.empty());
        JobView ended = fixture.ended(protect("web-01"), JobState.FAILED);

        assertThat(ended.problem()).contains(FULL);
        assertThat(client.machines()).isEmpty();
        assertThat(node.captures()).isEmpty();
        assertThat(node.replicas()).isEmpty();
        EventView failed = client.events(10, Optional.of("web-01")).getFirst();
        assertThat(failed.code()).isEqualTo("JOB_FAILED");
        assertThat(failed.correction()).isEqualTo(FULL.correction());

        node.instead(order -> Optional.empty());
        fixture.protect("web-01");
    }

    @Test
    void a_disk_that_fails_in_initial_replication_fails_the_job() {
        node.dataState = DataState.ERROR;
        node.cause = "The disk could not be read at 4096.";
        JobView ended = fixture.ended(protect("web-01"), JobState.FAILED);
        assertThat(ended.problem().orElseThrow().cause()).isEqualTo(node.cause);
        assertThat(client.machines()).isEmpty();
    }

    @Test
    void initial_replication_shows_how_far_it_is() {
        node.dataState = DataState.INITIAL;
        node.copying = Optional.of(new Progress(10, 100, 5));
        JobView job = protect("web-01");
        ServerFixture.until(
                "progress",
                () ->
                        step(job.id(), "INITIAL_REPLICATION").progress().equals(node.copying)
                                && client.machine("web-01").progress().equals(node.copying));
        assertThat(client.machine("web-01").dataState()).isEqualTo(DataState.INITIAL);
        node.dataState = DataState.DELTA;
        fixture.ended(job, JobState.SUCCEEDED);
    }

    @Test
    void cancelling_initial_replication_leaves_nothing_behind_and_says_so() {
        node.dataState = DataState.INITIAL;
        JobView job = protect("web-01");
        untilRunning(job.id(), "INITIAL_REPLICATION");
        assertThat(client.job(job.id()).cancellable()).isTrue();
        client.cancelJob(job.id());
        JobView ended = fixture.ended(job, JobState.CANCELLED);
        assertThat(ended.problem().orElseThrow().cause()).contains("Nothing is left behind");
        assertThat(client.machines()).isEmpty();
        assertThat(node.captures()).isEmpty();
        assertThat(node.replicas()).isEmpty();
    }

    @Test
    void unprotecting_while_protection_is_being_enabled_stops_that_first() {
        node.dataState = DataState.INITIAL;
        JobView enabling = protect("web-01");
        untilRunning(enabling.id(), "INITIAL_REPLICATION");
        fixture.ended(client.unprotect("web-01"), JobState.SUCCEEDED);
        assertThat(client.job(enabling.id()).state()).isEqualTo(JobState.CANCELLED);
        assertThat(client.machines()).isEmpty();
    }

    @Test
    void initial_replication_goes_on_after_a_restart_of_the_server() {
        node.dataState = DataState.INITIAL;
        JobView job = protect("web-01");
        untilRunning(job.id(), "INITIAL_REPLICATION");
        fixture.restart();
        assertThat(client.job(job.id()).state()).isEqualTo(JobState.RUNNING);
        assertThat(step(job.id(), "START_CAPTURE").state()).isEqualTo(JobState.SUCCEEDED);
        node.dataState = DataState.DELTA;
        fixture.ended(job, JobState.SUCCEEDED);
        assertThat(node.seen()).filteredOn(order -> is(order, "StartCapture")).hasSize(1);
    }

    @Test
    void a_step_that_was_running_is_run_again_after_a_restart() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger prepared = new AtomicInteger();
        node.instead(order -> {
            if (is(order, "PrepareReplica") && prepared.incrementAndGet() == 1) {
                await(never);
            }
            return Optional.empty();
        });
        JobView job = protect("web-01");
        ServerFixture.until("the order is given", () -> prepared.get() == 1);
        fixture.restart();
        fixture.ended(job, JobState.SUCCEEDED);
        // An order may reach a component twice around a restart; components answer it once.
        assertThat(prepared.get()).isGreaterThanOrEqualTo(2);
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_drill_outlives_a_restart_of_the_server() {
        fixture.protect("web-01");
        fixture.ended(client.startTestFailover("web-01", "latest"), JobState.SUCCEEDED);
        String uri = client.testFailover("web-01").orElseThrow().disks().getFirst().nbdUri();
        fixture.restart();
        assertThat(client.testFailover("web-01").orElseThrow().disks().getFirst().nbdUri())
                .isEqualTo(uri);
        assertThat(client.machine("web-01").roleState()).isEqualTo(RoleState.TEST_RUNNING);
        fixture.ended(client.cleanUpTestFailover("web-01"), JobState.SUCCEEDED);
        assertThat(client.machine("web-01").lastDrill()).isPresent();
    }

    @Test
    void a_drill_that_cannot_open_its_point_leaves_the_machine_protected() {
        fixture.protect("web-01");
        node.instead(order ->
                is(order, "OpenView") ? Optional.of(new Outcome.Refused(FULL)) : Optional.empty());
        fixture.ended(client.startTestFailover("web-01", "latest"), JobState.FAILED);
        assertThat(client.machine("web-01").roleState()).isEqualTo(RoleState.PROTECTED);
        assertThat(client.testFailover("web-01")).isEmpty();
        assertThat(client.machine("web-01").lastDrill().orElseThrow().succeeded()).isFalse();
        assertThat(node.seen()).anyMatch(order -> is(order, "CloseView"));
    }

    @Test
    void a_cleanup_that_fails_can_be_asked_for_again() {
        fixture.protect("web-01");
        fixture.ended(client.startTestFailover("web-01", "latest"), JobState.SUCCEEDED);
        node.instead(order ->
                is(order, "CloseView") ? Optional.of(new Outcome.Refused(FULL)) : Optional.empty());
        fixture.ended(client.cleanUpTestFailover("web-01"), JobState.FAILED);
        assertThat(client.machine("web-01").roleState()).isEqualTo(RoleState.TEST_RUNNING);
        node.instead(order -> Optional.empty());
        fixture.ended(client.cleanUpTestFailover("web-01"), JobState.SUCCEEDED);
    }

    @Test
    void an_export_tells_its_progress_and_its_files_and_can_be_cancelled() {
        fixture.protect("web-01");
        ExportRequest request = new ExportRequest("latest", "/exports", ExportFormat.QCOW2);
        JobView done = fixture.ended(client.export("web-01", request), JobState.SUCCEEDED);
        assertThat(done.output()).containsExactly("/exports/0.raw");

        CountDownLatch cancelled = new CountDownLatch(1);
        node.instead(order -> {
            if (order instanceof Order.CancelOrder) {
                cancelled.countDown();
            }
            if (order instanceof Order.ExportPoint) {
                await(cancelled);
            }
            return Optional.empty();
        });
        JobView job = client.export("web-01", request);
        untilRunning(job.id(), "WRITE_IMAGES");
        Progress half = new Progress(50, 100, 10);
        ServerFixture.until(
                "progress",
                () -> {
                    node.progress(new OrderProgress(job.id() + ".export", half));
                    return step(job.id(), "WRITE_IMAGES").progress().equals(Optional.of(half));
                });
        client.cancelJob(job.id());
        fixture.ended(job, JobState.CANCELLED);
        ServerFixture.until("the order is withdrawn", () -> cancelled.getCount() == 0);
    }

    @Test
    void a_silent_component_ends_the_wait_for_it() {
        fixture.protect("web-01");
        node.instead(order -> {
            if (order instanceof Order.MarkPoint) {
                node.silence();
                clock.forward(Duration.ofSeconds(11));
                await(new CountDownLatch(1));
            }
            return Optional.empty();
        });
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(
                                        io.continuo.api.error.ContinuoException.class,
                                        () -> client.mark("web-01", ""))
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.COMPONENT_SILENT);
    }

    @Test
    void a_machine_can_be_let_go_of_while_its_components_are_away() {
        fixture.protect("web-01");
        node.silence();
        clock.forward(Duration.ofSeconds(11));
        fixture.ended(client.unprotect("web-01"), JobState.SUCCEEDED);
        assertThat(client.machines()).isEmpty();
        assertThat(node.replicas()).isNotEmpty();

        fixture.restart();
        node.speak();
        ServerFixture.until("the replica is gone", () -> node.replicas().isEmpty());
        ServerFixture.until("capture has stopped", () -> node.captures().isEmpty());
    }

    @Test
    void an_order_a_component_lost_when_it_stopped_is_given_to_it_again() {
        fixture.protect("web-01");
        AtomicInteger given = new AtomicInteger();
        node.instead(order -> {
            if (order instanceof Order.OpenView && given.incrementAndGet() == 1) {
                await(new CountDownLatch(1));
            }
            return Optional.empty();
        });
        JobView job = client.startTestFailover("web-01", "latest");
        ServerFixture.until("the order is given", () -> given.get() == 1);
        node.speak();
        fixture.ended(job, JobState.SUCCEEDED);
        assertThat(given.get()).isEqualTo(2);
    }

    @Test
    void the_targets_points_are_the_truth() {
        String machine = fixture.protect("web-01").id();
        PointView first = client.points("web-01").getFirst();
        PointView added = node.addPoint(machine, clock.instant());
        ServerFixture.until("the new point", () -> client.points("web-01").contains(added));
        ServerFixture.until(
                "the machine shows it",
                () -> client.machine("web-01").newestPoint().filter(added::equals).isPresent());

        node.dropPoint(machine, first.id());
        ServerFixture.until(
                "the old one is gone", () -> client.points("web-01").equals(List.of(added)));
        ServerFixture.until(
                "the machine shows that too",
                () -> client.machine("web-01").oldestPoint().filter(added::equals).isPresent());

        fixture.restart();
        ServerFixture.until(
                "the same after a restart", () -> client.points("web-01").equals(List.of(added)));
    }

    @Test
    void two_agents_are_asked_for_the_one_that_has_the_disk() {
        FakeComponent other =
                fixture.open(
                        new FakeComponent(fixture.address(), "agent-2", ComponentRole.AGENT)
                                .start());
        node.instead(order ->
                order instanceof Order.CheckDisks check
                        ? Optional.of(
                                new Outcome.DisksChecked(
                                        check.paths().stream()
                                                .map(path -> "missing" + path)
                                                .map(FakeComponent::facts)
                                                .toList()))
                        : Optional.empty());
        fixture.protect("web-01");
        assertThat(other.captures()).hasSize(1);
        assertThat(node.replicas()).hasSize(1);
    }
}
