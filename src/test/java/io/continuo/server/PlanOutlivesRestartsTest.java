package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.Order;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A run of a plan whose configuration server is stopped and started again at every step of it: it
 * goes on where it was, and no machine is started twice or left half started.
 */
class PlanOutlivesRestartsTest {
    private static final List<String> MACHINES = List.of("db", "queue", "app", "web");

    @TempDir Path data;
    @TempDir Path scripts;
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private ServerFixture fixture;
    private PlanFixture plans;

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        FakeComponent node = fixture.node();
        node.instead(order -> {
            if (order instanceof Order.OpenView open) {
                hold(open.machineId());
            }
            if (order instanceof Order.CloseView close) {
                hold(close.machineId());
            }
            return Optional.empty();
        });
        plans = new PlanFixture(fixture, scripts);
        MACHINES.forEach(fixture::protect);
    }

    @AfterEach
    void stop() {
        held.clear();
        fixture.close();
    }

    private void hold(String machineId) {
        ServerFixture.until("let go of", () -> !held.contains(machineId));
    }

    private void holdMachines() {
        MACHINES.forEach(name -> held.add(fixture.client().machine(name).id()));
    }

    private void restartAt(String run, String step) {
        plans.untilRunning(run, step);
        fixture.restart();
        plans.untilRunning(run, step);
    }

    private void restartAtMachine(String run, String machine) {
        restartAt(run, machine);
        held.remove(fixture.client().machine(machine).id());
        ServerFixture.until(
                machine + " is done", () -> plans.step(run, machine).state() == JobState.SUCCEEDED);
    }

    private long jobs(JobKind kind, String machine) {
        return fixture.client().jobs(200).stream()
                .filter(job -> job.kind() == kind && job.machine().equals(machine))
                .count();
    }

    @Test
    void a_run_and_its_cleanup_go_on_from_every_step() throws Exception {
        plans.script("wait", "while [ ! -e " + scripts + "/go ]; do sleep 0.05; done; echo went");
        plans.save(
                """
                plan: CRM
                groups:
                  - machines: [db, queue]
                    after:
                      - {script: wait, command: %s/wait, timeout: 10m}
                      - {manual: Look, delegate: a, escalation: b, deadline: 1h}
                  - machines: [app]
                  - machines: [web]
                """
                        .formatted(scripts));
        holdMachines();
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        String run = job.id();
        restartAtMachine(run, "db");
        restartAtMachine(run, "queue");
        restartAt(run, "wait");
        Files.createFile(scripts.resolve("go"));
        restartAt(run, "Look");
        ServerFixture.until("asked", () -> plans.step(run, "Look").ask().isPresent());
        plans.client().answer(run, 4, new PlanAnswerRequest(true, "It opens."));
        restartAtMachine(run, "app");
        restartAtMachine(run, "web");
        fixture.ended(job, JobState.SUCCEEDED);

        PlanRunView ended = plans.client().run(run);
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.steps()).allMatch(step -> step.state() == JobState.SUCCEEDED);
        assertThat(plans.step(run, "wait").output()).containsExactly("went");
        for (String machine : MACHINES) {
            assertThat(jobs(JobKind.TEST_FAILOVER, machine)).as(machine).isEqualTo(1);
            assertThat(fixture.client().machine(machine).roleState())
                    .isEqualTo(RoleState.TEST_RUNNING);
        }
        inOrder(ended);
        cleanUp();
    }

    private void cleanUp() throws IOException {
        holdMachines();
        JobView job = plans.start("CRM", PlanRunKind.CLEANUP);
        for (String machine : List.of("web", "app", "queue", "db")) {
            restartAtMachine(job.id(), machine);
        }
        fixture.ended(job, JobState.SUCCEEDED);
        for (String machine : MACHINES) {
            assertThat(jobs(JobKind.TEST_FAILOVER_CLEANUP, machine)).as(machine).isEqualTo(1);
            assertThat(fixture.client().machine(machine).roleState())
                    .isEqualTo(RoleState.PROTECTED);
        }
        assertThat(plans.client().get("CRM").state()).isEqualTo(PlanState.VERIFIED);
    }

    private static void inOrder(PlanRunView run) {
        PlanRunStep before = null;
        for (PlanRunStep step : run.steps()) {
            if (before != null && before.group() != step.group()) {
                assertThat(step.startedAt().orElseThrow())
                        .isAfterOrEqualTo(before.endedAt().orElseThrow());
            }
            before = step;
        }
    }
}
