package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.DrillView;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A drill starts the machine where it has hardware, and keeps what it showed. */
class TestFailoverBootsTest {
    private static final byte[] PICTURE = {1, 2, 3, 4};
    private static final Instant STARTED = Instant.parse("2017-03-01T12:00:00Z");

    @TempDir static Path data;
    private static ServerFixture fixture;
    private static FakeComponent node;
    private static ContinuoClient client;
    private static String machineId;

    @BeforeAll
    static void start() {
        fixture = new ServerFixture(data);
        node = fixture.node();
        client = fixture.client();
        machineId = fixture.protect("web-01").id();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void booting() {
        client.setHardware("web-01", Hardware.of(1, 64));
        node.seen().clear();
        answer(run(MachineRunView.BOOTED, Optional.empty()), Optional.of(PICTURE));
    }

    private static void answer(MachineRunView run, Optional<byte[]> picture) {
        node.instead(order ->
                switch (order) {
                    case Order.StartMachine _ -> Optional.of(new Outcome.MachineStarted(run));
                    case Order.LookAtMachine _ ->
                            Optional.of(
                                    new Outcome.MachineSeen(
                                            run,
                                            picture.map(Base64.getEncoder()::encodeToString),
                                            "record 17"));
                    default -> Optional.empty();
                });
    }

    private static MachineRunView run(String state, Optional<String> problem) {
        boolean booted = state.equals(MachineRunView.BOOTED);
        return new MachineRunView(
                MachineStart.test(machineId),
                state,
                STARTED,
                Optional.of(STARTED.plusMillis(1200)),
                booted ? Optional.of(STARTED.plusMillis(2500)) : Optional.empty(),
                booted ? MachineRunView.SERIAL : "",
                "tcg",
                problem);
    }

    private static TestFailoverView drill() {
        fixture.ended(client.startTestFailover("web-01", "latest"), JobState.SUCCEEDED);
        return client.testFailover("web-01").orElseThrow();
    }

    private static DrillView cleanUp(String notes) {
        fixture.ended(client.cleanUpTestFailover("web-01", notes), JobState.SUCCEEDED);
        return client.machine("web-01").lastDrill().orElseThrow();
    }

    private static List<String> seen() {
        return node.seen().stream()
                .map(order -> order.getClass().getSimpleName())
                .filter(name -> name.contains("Machine") || name.contains("View"))
                .toList();
    }

    @Test
    void the_machine_is_started_watched_pictured_and_stopped_before_its_disks_go() {
        TestFailoverView drill = drill();
        BootView boot = drill.boot().orElseThrow();
        assertThat(boot.state()).isEqualTo(BootView.BOOTED);
        assertThat(boot.seconds()).contains(2.5);
        assertThat(boot.firstOutputSeconds()).contains(1.2);
        assertThat(boot.evidence()).isEqualTo(MachineRunView.SERIAL);
        assertThat(boot.serial()).isEqualTo("record 17");
        assertThat(boot.screenshot().orElseThrow())
                .isEqualTo(
                        "/api/v1/machines/"
                                + machineId
                                + "/drills/"
                                + drill.drill()
                                + "/screenshot");
        assertThat(client.drillScreenshot("web-01", drill.drill())).isEqualTo(PICTURE);
        assertThat(node.seen())
                .filteredOn(Order.StartMachine.class::isInstance)
                .allSatisfy(order -> {
                    MachineStart start = ((Order.StartMachine) order).start();
                    assertThat(start.isolated()).isTrue();
                    assertThat(start.runId()).isEqualTo(MachineStart.test(machineId));
                    assertThat(start.diskUris()).containsExactly(drill.disks().getFirst().nbdUri());
                });

        DrillView last = cleanUp("The login page came up.");
        assertThat(last.succeeded()).isTrue();
        assertThat(last.notes()).isEqualTo("The login page came up.");
        assertThat(last.boot()).contains(boot);
        assertThat(client.drillScreenshot("web-01", last.drill())).isEqualTo(PICTURE);
        assertThat(seen())
                .containsExactly(
                        "OpenView",
                        "StartMachine",
                        "StartMachine",
                        "LookAtMachine",
                        "StopMachine",
                        "CloseView");
    }

    @Test
    void without_hardware_or_qemu_its_disks_are_served_and_it_says_what_is_missing() {
        client.removeHardware("web-01");
        assertThat(drill().boot().orElseThrow().reason()).contains("hardware");
        cleanUp("");
        assertThat(seen()).containsExactly("OpenView", "CloseView");

        client.setHardware("web-01", Hardware.of(1, 64));
        refuse(ErrorCode.PLATFORM_MISSING);
        BootView boot = drill().boot().orElseThrow();
        assertThat(boot.state()).isEqualTo(BootView.NOT_STARTED);
        assertThat(boot.reason()).contains("Install QEMU");
        assertThat(cleanUp("").succeeded()).isTrue();
    }

    private static void refuse(ErrorCode code) {
        node.instead(order ->
                order instanceof Order.StartMachine
                        ? Optional.of(
                                new Outcome.Refused(
                                        Problem.of(code, "No.", "None there.", "Install QEMU.")))
                        : Optional.empty());
    }

    @Test
    void only_the_disks_on_request() {
        fixture.ended(client.startTestFailover("web-01", "latest", false), JobState.SUCCEEDED);
        assertThat(client.testFailover("web-01").orElseThrow().boot().orElseThrow().state())
                .isEqualTo(BootView.NOT_STARTED);
        cleanUp("");
        assertThat(seen()).doesNotContain("StartMachine");
    }

    @Test
    void a_machine_that_does_not_start_fails_the_drill_and_leaves_nothing() {
        refuse(ErrorCode.MACHINE_START_FAILED);
        JobView job = fixture.ended(client.startTestFailover("web-01", "latest"), JobState.FAILED);
        assertThat(job.problem().orElseThrow().code()).isEqualTo(ErrorCode.MACHINE_START_FAILED);
        assertThat(seen()).endsWith("StopMachine", "CloseView");
        assertThat(client.machine("web-01").roleState()).isEqualTo(RoleState.PROTECTED);
    }

    @Test
    void a_machine_that_ends_by_itself_is_no_successful_drill() {
        answer(run(MachineRunView.ENDED, Optional.of("It was shut down.")), Optional.empty());
        TestFailoverView drill = drill();
        assertThat(drill.boot().orElseThrow().reason()).isEqualTo("It was shut down.");
        assertThat(
                        catchThrowableOfType(
                                        ContinuoException.class,
                                        () -> client.drillScreenshot("web-01", drill.drill()))
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.NO_SCREENSHOT);
        assertThat(cleanUp("").succeeded()).isFalse();
    }

    @Test
    void notes_that_are_too_long_are_refused_and_the_drill_goes_on() {
        drill();
        assertThat(
                        catchThrowableOfType(
                                        ContinuoException.class,
                                        () ->
                                                client.cleanUpTestFailover(
                                                        "web-01", "x".repeat(4001)))
                                .problem()
                                .code())
                .isEqualTo(ErrorCode.BAD_REQUEST);
        cleanUp("x".repeat(4000));
    }
}
