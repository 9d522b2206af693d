package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.CheckFinding;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.MarkRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.api.plan.PlanAnswerRequest;
import io.continuo.api.plan.PlanMistake;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunStep;
import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanState;
import io.continuo.api.plan.PlanText;
import io.continuo.api.plan.PlanView;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Recovery plans: what is refused, in which order a run goes, and what becomes of its steps. */
class PlanRunTest {
    private static final Problem FULL =
            Problem.of(
                    ErrorCode.DISK_FULL,
                    "The disk is full.",
                    "Nothing is left.",
                    "Make room.",
                    "/journal");

    @TempDir Path data;
    @TempDir Path scripts;
    private final MovableClock clock = new MovableClock();
    private ServerFixture fixture;
    private FakeComponent node;
    private PlanFixture plans;

    @BeforeEach
    void start() {
        fixture =
                new ServerFixture(
                        ServerSettings.in(data).withPort(0).withLab(true).withClock(clock));
        node = fixture.node();
        plans = new PlanFixture(fixture, scripts);
        for (String name : List.of("db", "app", "web")) {
            fixture.protect(name);
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Problem refused(ErrorCode code, ThrowingCallable call) {
        Problem problem = catchThrowableOfType(ContinuoException.class, call).problem();
        assertThat(problem.code()).isEqualTo(code);
        return problem;
    }

    private RoleState role(String machine) {
        return fixture.client().machine(machine).roleState();
    }

    private static String manual(String more) {
        return """
        plan: CRM
        groups:
          - machines: [db]
            after:
              - manual: Look at it
                delegate: on-call
                escalation: duty manager
                deadline: 10m
        """
                + more
                + "  - machines: [web]\n";
    }

    @Test
    void a_test_run_starts_groups_in_order_and_a_cleanup_verifies_the_plan() throws Exception {
        Path said = scripts.resolve("said");
        plans.script("note", "echo \"$CONTINUO_PLAN $CONTINUO_GROUP $1\" | tee -a " + said);
        plans.save(
                """
                plan: CRM
                groups:
                  - machines: [db, app]
                    before:
                      - {script: first, command: %1$s/note, arguments: [first]}
                    after:
                      - {script: second, command: %1$s/note, arguments: [second]}
                  - machines: [web]
                """
                        .formatted(scripts));
        assertThat(plans.client().get("crm").state()).isEqualTo(PlanState.NEEDS_VERIFICATION);
        PlanRunView run = plans.run("CRM", PlanRunKind.TEST, JobState.SUCCEEDED);

        assertThat(run.steps())
                .extracting(PlanRunStep::name)
                .containsExactly("first", "db", "app", "second", "web", "");
        assertThat(run.steps()).allMatch(step -> step.state() == JobState.SUCCEEDED);
        Instant lastUp =
                run.steps().subList(1, 3).stream()
                        .map(step -> step.endedAt().orElseThrow())
                        .max(Instant::compareTo)
                        .orElseThrow();
        assertThat(run.steps().get(3).startedAt().orElseThrow()).isAfterOrEqualTo(lastUp);
        assertThat(Files.readAllLines(said)).containsExactly("CRM 1 first", "CRM 1 second");
        assertThat(plans.step(run.id(), "second").output()).containsExactly("CRM 1 second");
        assertThat(run.left()).contains("running as drills").contains("--kind cleanup");
        assertThat(List.of(role("db"), role("app"), role("web")))
                .containsOnly(RoleState.TEST_RUNNING);
        assertThat(plans.client().get("CRM").state()).isEqualTo(PlanState.NEEDS_VERIFICATION);

        PlanRunView cleanup = plans.run("CRM", PlanRunKind.CLEANUP, JobState.SUCCEEDED);
        assertThat(cleanup.steps())
                .extracting(PlanRunStep::name)
                .containsExactly("web", "db", "app", "");
        assertThat(cleanup.left()).isEmpty();
        assertThat(role("web")).isEqualTo(RoleState.PROTECTED);
        PlanView verified = plans.client().get("CRM");
        assertThat(verified.state()).isEqualTo(PlanState.VERIFIED);
        assertThat(verified.readiness().lastDrill()).isPresent();
        assertThat(verified.readiness().drillSeconds()).hasSize(1);
        assertThat(verified.readiness().findings())
                .extracting(CheckFinding::level)
                .containsOnly(CheckLevel.PASS);
        refused(ErrorCode.NO_TEST_FAILOVER, () -> plans.start("CRM", PlanRunKind.CLEANUP));
    }

    @Test
    void every_edit_is_a_version_and_needs_verification() {
        String text = "plan: CRM\ngroups:\n  - machines: [db]\n";
        plans.save(text);
        plans.run("CRM", PlanRunKind.TEST, JobState.SUCCEEDED);
        plans.run("CRM", PlanRunKind.CLEANUP, JobState.SUCCEEDED);
        plans.save(text);
        assertThat(plans.client().get("CRM").newest().version()).isEqualTo(1);
        plans.save("# said better\n" + text);
        assertThat(plans.client().get("CRM").newest().version()).isEqualTo(2);
        assertThat(plans.client().get("CRM").state()).isEqualTo(PlanState.VERIFIED);
        plans.save(text + "  - machines: [web]\n");
        PlanView third = plans.client().get("CRM");
        assertThat(third.state()).isEqualTo(PlanState.NEEDS_VERIFICATION);
        assertThat(plans.client().versions("CRM")).hasSize(3);
        assertThat(plans.client().text("CRM", 1).text()).isEqualTo(text);
        assertThat(plans.client().difference("CRM", 0, 0).changes()).hasSize(2);
        assertThat(plans.client().difference("CRM", new PlanText(text)).changes()).hasSize(2);
        refused(ErrorCode.PLAN_UNKNOWN, () -> plans.client().text("CRM", 9));
        fixture.restart();
        assertThat(plans.client().get(third.id()).definition()).isEqualTo(third.definition());
        assertThat(plans.client().get("CRM").newest()).isEqualTo(third.newest());
        plans.client().delete("CRM");
        assertThat(plans.client().list()).isEmpty();
        refused(ErrorCode.PLAN_UNKNOWN, () -> plans.client().get("CRM"));
    }

    @Test
    void what_the_site_does_not_know_is_told_with_its_line() {
        fixture.client().createGroup(new GroupRequest("shop", List.of("db", "app")));
        String text = "plan: CRM\ngroups:\n  - machines: [db, webb]\n";
        List<PlanMistake> mistakes = plans.client().check(new PlanText(text)).mistakes();
        assertThat(mistakes).extracting(PlanMistake::line).containsOnly(3);
        assertThat(mistakes).extracting(PlanMistake::column).containsExactly(16, 20);
        assertThat(mistakes.get(0).correction()).contains("app");
        assertThat(mistakes.get(1).correction()).isEqualTo("Did you mean \"web\"?");
        Problem problem = refused(ErrorCode.PLAN_INVALID, () -> plans.save(text));
        assertThat(problem.refs()).hasSize(2).allMatch(line -> line.startsWith("line 3, column"));
        assertThat(plans.client().list()).isEmpty();
    }

    @Test
    void a_consistency_group_is_recovered_to_a_point_its_machines_share() {
        fixture.client().createGroup(new GroupRequest("shop", List.of("db", "app")));
        ServerFixture.until("two members", () -> !node.groups().isEmpty());
        plans.save("plan: CRM\ngroups:\n  - machines: [db, app]\n");
        refused(ErrorCode.POINT_UNKNOWN, () -> plans.start("CRM", PlanRunKind.TEST));
        fixture.client().markGroup("shop", new MarkRequest("both", false));
        plans.run("CRM", PlanRunKind.TEST, JobState.SUCCEEDED);
        assertThat(fixture.client().testFailover("db").orElseThrow().point().label())
                .isEqualTo("both");
        assertThat(fixture.client().testFailover("app").orElseThrow().point().label())
                .isEqualTo("both");
    }

    private JobView live(PlanRunKind kind, String confirm) {
        return plans.client().start("CRM", new PlanRunRequest(kind, "latest", confirm));
    }

    @Test
    void a_live_run_needs_the_plans_name() {
        plans.save("plan: CRM\ngroups:\n  - machines: [db]\n");
        for (PlanRunKind kind : List.of(PlanRunKind.PLANNED, PlanRunKind.UNPLANNED)) {
            Problem problem = refused(ErrorCode.NOT_CONFIRMED, () -> live(kind, "ERP"));
            assertThat(problem.correction()).contains("--confirm CRM").contains("--kind test");
        }
        refused(ErrorCode.ACTION_NOT_ALLOWED, () -> live(PlanRunKind.REPROTECT, ""));
        assertThat(plans.client().runs("CRM")).isEmpty();
    }

    @Test
    void a_planned_run_moves_every_machine_and_says_what_is_to_be_decided() {
        plans.save("plan: CRM\ngroups:\n  - machines: [db, app]\n  - machines: [web]\n");
        JobView job = live(PlanRunKind.PLANNED, "CRM");
        fixture.ended(job, JobState.SUCCEEDED);
        assertThat(List.of(role("db"), role("app"), role("web")))
                .containsOnly(RoleState.COMMIT_PENDING);
        assertThat(plans.client().run(job.id()).left())
                .isEqualTo(
                        "db, app, web are failed over; commit, change the point of, or cancel"
                                + " each.");
    }

    @Test
    void a_planned_run_stops_at_the_first_error_and_an_unplanned_one_goes_on_to_its_end() {
        String app = fixture.client().machine("app").id();
        node.instead(order ->
                order instanceof Order.OpenLive open && open.machineId().equals(app)
                        ? Optional.of(new Outcome.Refused(FULL))
                        : Optional.empty());
        plans.save(
                "plan: CRM\ngroups:\n  - machines: [app]\n  - machines: [db]\n  - machines:"
                        + " [web]\n");
        JobView planned = live(PlanRunKind.PLANNED, "CRM");
        assertThat(fixture.ended(planned, JobState.FAILED).problem()).contains(FULL);
        assertThat(List.of(role("db"), role("app"), role("web"))).containsOnly(RoleState.PROTECTED);

        JobView unplanned = live(PlanRunKind.UNPLANNED, "CRM");
        Problem problem = fixture.ended(unplanned, JobState.FAILED).problem().orElseThrow();
        assertThat(problem.code()).isEqualTo(ErrorCode.PLAN_RUN_FAILED);
        assertThat(problem.refs()).containsExactly("app");
        assertThat(role("app")).isEqualTo(RoleState.PROTECTED);
        assertThat(List.of(role("db"), role("web"))).containsOnly(RoleState.COMMIT_PENDING);
        assertThat(plans.client().run(unplanned.id()).left()).startsWith("db, web are failed over");
    }

    @Test
    void two_runs_on_one_machine_are_refused() {
        plans.save(manual(""));
        plans.save("plan: ERP\ngroups:\n  - machines: [web, app]\n");
        JobView first = plans.start("CRM", PlanRunKind.TEST);
        plans.untilRunning(first.id(), "Look at it");
        Problem problem =
                refused(ErrorCode.PLAN_RUNNING, () -> plans.start("ERP", PlanRunKind.TEST));
        assertThat(problem.refs()).contains("web", "CRM", first.id());
        refused(ErrorCode.PLAN_RUNNING, () -> plans.start("CRM", PlanRunKind.TEST));
        refused(ErrorCode.PLAN_RUNNING, () -> plans.client().delete("CRM"));
        plans.client().answer(first.id(), 2, new PlanAnswerRequest(true, ""));
        fixture.ended(first, JobState.SUCCEEDED);
        assertThat(plans.client().runs("ERP")).isEmpty();
    }

    @Test
    void a_manual_step_waits_for_its_answer() {
        plans.save(manual(""));
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        plans.untilRunning(job.id(), "Look at it");
        ServerFixture.until("asked", () -> plans.step(job.id(), "Look at it").ask().isPresent());
        refused(
                ErrorCode.STEP_NOT_WAITING,
                () -> plans.client().answer(job.id(), 1, new PlanAnswerRequest(true, "")));
        plans.client().answer(job.id(), 2, new PlanAnswerRequest(true, "Order 48213 is there."));
        fixture.ended(job, JobState.SUCCEEDED);
        PlanRunStep step = plans.step(job.id(), "Look at it");
        assertThat(step.detail()).isEqualTo("Order 48213 is there.");
        assertThat(step.ask().orElseThrow().answer().orElseThrow().done()).isTrue();
        assertThat(step.waitedSeconds()).isPositive();
        assertThat(plans.client().run(job.id()).waitedSeconds()).isEqualTo(step.waitedSeconds());
        refused(
                ErrorCode.STEP_NOT_WAITING,
                () -> plans.client().answer(job.id(), 2, new PlanAnswerRequest(true, "")));
        refused(
                ErrorCode.PLAN_RUN_UNKNOWN,
                () -> plans.client().answer("none", 2, new PlanAnswerRequest(true, "")));
    }

    @Test
    void a_manual_step_answered_with_no_stops_a_test() {
        plans.save(manual(""));
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        ServerFixture.until("asked", () -> plans.step(job.id(), "Look at it").ask().isPresent());
        plans.client().answer(job.id(), 2, new PlanAnswerRequest(false, "It does not open."));
        JobView ended = fixture.ended(job, JobState.FAILED);
        assertThat(ended.problem().orElseThrow().cause()).contains("It does not open.");
        PlanRunView run = plans.client().run(job.id());
        assertThat(run.state()).isEqualTo(JobState.FAILED);
        assertThat(run.left()).startsWith("db is running as drills");
        assertThat(plans.step(job.id(), "web").state()).isEqualTo(JobState.WAITING);
    }

    @Test
    void nobody_who_answers_is_told_on_and_then_the_deadline_ends_the_step() {
        plans.save(manual(""));
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        ServerFixture.until("asked", () -> plans.step(job.id(), "Look at it").ask().isPresent());
        clock.forward(Duration.ofMinutes(6));
        ServerFixture.until(
                "escalated",
                () -> plans.step(job.id(), "Look at it").ask().orElseThrow().escalated());
        fixture.restart();
        clock.forward(Duration.ofMinutes(5));
        JobView ended = fixture.ended(job, JobState.FAILED);
        assertThat(ended.problem().orElseThrow().code()).isEqualTo(ErrorCode.TIMED_OUT);
        List<EventView> events = fixture.client().events(50, Optional.empty());
        assertThat(events)
                .filteredOn(event -> event.code().equals("PLAN_STEP_ESCALATED"))
                .singleElement()
                .satisfies(event -> assertThat(event.message()).contains("duty manager"));
        assertThat(events)
                .filteredOn(event -> event.code().equals("PLAN_STEP_EXPIRED"))
                .extracting(EventView::severity)
                .containsExactly(Severity.CRITICAL);
    }

    @Test
    void a_deadline_can_let_the_plan_go_on() {
        plans.save(manual("        at-deadline: continue\n"));
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        ServerFixture.until("asked", () -> plans.step(job.id(), "Look at it").ask().isPresent());
        clock.forward(Duration.ofMinutes(11));
        fixture.ended(job, JobState.SUCCEEDED);
        assertThat(plans.step(job.id(), "Look at it").detail()).startsWith("Nobody answered");
    }

    @Test
    void a_script_that_fails_stops_a_test_and_its_words_are_kept() {
        plans.script("bad", "seq 1 20000; echo the end; exit 3");
        plans.save(
                "plan: CRM\ngroups:\n  - machines: [db]\n    after:\n      - {script: bad,"
                        + " command: "
                        + scripts
                        + "/bad}\n  - machines: [web]\n");
        PlanRunView run = plans.run("CRM", PlanRunKind.TEST, JobState.FAILED);
        PlanRunStep step = plans.step(run.id(), "bad");
        assertThat(step.problem().orElseThrow().code()).isEqualTo(ErrorCode.SCRIPT_FAILED);
        assertThat(step.detail()).isEqualTo("It ended with 3.");
        assertThat(step.output()).last().isEqualTo("the end");
        assertThat(String.join("\n", step.output()).length()).isLessThan(9000);
        assertThat(role("web")).isEqualTo(RoleState.PROTECTED);
    }

    @Test
    void a_script_that_hangs_is_killed_with_its_children() throws Exception {
        Path children = scripts.resolve("children");
        plans.script(
                "hang",
                "(sleep 600 & echo $! >> "
                        + children
                        + "; wait) & echo $! >> "
                        + children
                        + "\nwait");
        plans.save(
                "plan: CRM\ngroups:\n  - machines: [db]\n    after:\n      - {script: hang,"
                        + " command: "
                        + scripts
                        + "/hang, timeout: 1s}\n");
        PlanRunView run = plans.run("CRM", PlanRunKind.TEST, JobState.FAILED);
        assertThat(run.problem().orElseThrow().cause()).contains("within 1 s");
        List<String> pids = Files.readAllLines(children);
        assertThat(pids).hasSize(2);
        ServerFixture.until(
                "its children are gone",
                () ->
                        pids.stream()
                                .noneMatch(pid ->
                                        ProcessHandle.of(Long.parseLong(pid))
                                                .filter(ProcessHandle::isAlive)
                                                .isPresent()));
    }

    @Test
    void a_missing_script_is_refused_before_anything_starts() {
        plans.save(
                "plan: CRM\ngroups:\n  - machines: [db]\n    after:\n      - {script: gone,"
                        + " command: "
                        + scripts
                        + "/gone}\n");
        refused(ErrorCode.SCRIPT_MISSING, () -> plans.start("CRM", PlanRunKind.TEST));
        assertThat(plans.client().runs("CRM")).isEmpty();
        assertThat(role("db")).isEqualTo(RoleState.PROTECTED);
        assertThat(plans.client().get("CRM").readiness().findings())
                .extracting(CheckFinding::code)
                .contains("SCRIPT_MISSING");
    }

    @Test
    void a_machine_that_does_not_come_up_stops_a_test_after_its_group() {
        String app = fixture.client().machine("app").id();
        node.instead(order ->
                order instanceof Order.OpenView open && open.machineId().equals(app)
                        ? Optional.of(new Outcome.Refused(FULL))
                        : Optional.empty());
        plans.save("plan: CRM\ngroups:\n  - machines: [db, app]\n  - machines: [web]\n");
        PlanRunView run = plans.run("CRM", PlanRunKind.TEST, JobState.FAILED);
        assertThat(run.problem()).contains(FULL);
        assertThat(plans.step(run.id(), "db").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(plans.step(run.id(), "app").state()).isEqualTo(JobState.FAILED);
        assertThat(plans.step(run.id(), "web").state()).isEqualTo(JobState.WAITING);
        assertThat(role("db")).isEqualTo(RoleState.TEST_RUNNING);
        assertThat(role("app")).isEqualTo(RoleState.PROTECTED);
    }

    @Test
    void a_run_that_goes_on_tells_of_all_failures_at_its_end() {
        plans.save("plan: CRM\ngroups:\n  - machines: [db]\n  - machines: [web]\n");
        plans.run("CRM", PlanRunKind.TEST, JobState.SUCCEEDED);
        String web = fixture.client().machine("web").id();
        node.instead(order ->
                order instanceof Order.CloseView close && close.machineId().equals(web)
                        ? Optional.of(new Outcome.Refused(FULL))
                        : Optional.empty());
        PlanRunView run = plans.run("CRM", PlanRunKind.CLEANUP, JobState.FAILED);
        assertThat(run.problem().orElseThrow().code()).isEqualTo(ErrorCode.PLAN_RUN_FAILED);
        assertThat(run.problem().orElseThrow().refs()).containsExactly("web");
        assertThat(plans.step(run.id(), "db").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(plans.client().get("CRM").state()).isEqualTo(PlanState.NEEDS_VERIFICATION);
        node.instead(order -> Optional.empty());
        plans.run("CRM", PlanRunKind.CLEANUP, JobState.SUCCEEDED);
        assertThat(plans.client().get("CRM").state()).isEqualTo(PlanState.VERIFIED);
    }

    @Test
    void stopping_waits_for_the_machine_under_way_and_says_what_is_left() {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        node.instead(order -> {
            if (order instanceof Order.OpenView) {
                opening.countDown();
                try {
                    mayOpen.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Optional.empty();
        });
        plans.save("plan: CRM\ngroups:\n  - machines: [db]\n  - machines: [web]\n");
        JobView job = plans.start("CRM", PlanRunKind.TEST);
        ServerFixture.until("the machine is being opened", () -> opening.getCount() == 0);
        fixture.client().cancelJob(job.id());
        mayOpen.countDown();
        JobView ended = fixture.ended(job, JobState.CANCELLED);
        assertThat(ended.problem().orElseThrow().cause()).contains("cleaned up");
        PlanRunView run = plans.client().run(job.id());
        assertThat(run.state()).isEqualTo(JobState.CANCELLED);
        assertThat(run.left()).startsWith("db is running as drills");
        assertThat(plans.step(job.id(), "db").state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(role("web")).isEqualTo(RoleState.PROTECTED);
    }
}
