package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.DiskRequest;
import io.continuo.api.machine.ExportFormat;
import io.continuo.api.machine.ExportRequest;
import io.continuo.api.machine.ProtectCheck;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.machine.Scenario;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Invariant 9: every refusal says what happened, why, and what to do now. */
class EveryRefusalTeachesTest {
    @TempDir static Path data;
    private static ServerFixture fixture;
    private static ContinuoClient client;

    @BeforeAll
    static void start() {
        fixture = new ServerFixture(ServerSettings.in(data).withPort(0));
        client = fixture.client();
        fixture.node();
        fixture.protect("web-01", "/disks/web");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** Refuses, and teaches. */
    private static Problem refused(ErrorCode code, Runnable act) {
        Problem problem = catchThrowableOfType(ContinuoException.class, act::run).problem();
        assertThat(problem.code()).isEqualTo(code);
        teaches(problem);
        return problem;
    }

    static void teaches(Problem problem) {
        for (String text : List.of(problem.message(), problem.cause(), problem.correction())) {
            assertThat(text).isNotBlank().endsWith(".").doesNotContain("null", "Exception");
        }
    }

    private static void protect(String name, String policy, String... disks) {
        client.protect(new ProtectRequest(name, List.of(disks), policy));
    }

    @Test
    void absurd_machine_names() {
        for (String name :
                List.of("", " ", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "x".repeat(64))) {
            refused(ErrorCode.NAME_INVALID, () -> protect(name, "", "/disks/x"));
        }
        refused(ErrorCode.NAME_INVALID, () -> protect("x".repeat(100_000), "", "/disks/x"));
    }

    @Test
    void a_name_that_is_taken_in_any_case() {
        refused(ErrorCode.NAME_TAKEN, () -> protect("web-01", "", "/disks/x"));
        refused(ErrorCode.NAME_TAKEN, () -> protect("WEB-01", "", "/disks/x"));
    }

    @Test
    void disks_that_cannot_be_protected() {
        refused(ErrorCode.DISK_MISSING, () -> protect("a", "", "/disks/missing"));
        refused(ErrorCode.DISK_ALREADY_PROTECTED, () -> protect("a", "", "/disks/web"));
        refused(ErrorCode.BAD_REQUEST, () -> protect("a", ""));
        refused(ErrorCode.BAD_REQUEST, () -> protect("a", "", "/disks/x", "/disks/x"));
        refused(ErrorCode.BAD_REQUEST, () -> protect("a", "", ""));
        refused(ErrorCode.BAD_REQUEST, () -> protect("a", "", manyDisks()));
    }

    @Test
    void disks_that_cannot_come_or_go() {
        refused(
                ErrorCode.DISK_MISSING,
                () -> client.addDisk("web-01", new DiskRequest("/disks/missing")));
        refused(
                ErrorCode.DISK_ALREADY_PROTECTED,
                () -> client.addDisk("web-01", new DiskRequest("/disks/web")));
        refused(ErrorCode.BAD_REQUEST, () -> client.addDisk("web-01", new DiskRequest("")));
        refused(ErrorCode.DISK_UNKNOWN, () -> client.removeDisk("web-01", 7));
        refused(ErrorCode.DISK_LAST, () -> client.removeDisk("web-01", 0));
    }

    private static String[] manyDisks() {
        return IntStream.range(0, 65).mapToObj(i -> "/disks/" + i).toArray(String[]::new);
    }

    @Test
    void a_policy_that_does_not_exist() {
        refused(ErrorCode.POLICY_UNKNOWN, () -> protect("a", "none", "/disks/x"));
        refused(ErrorCode.POLICY_UNKNOWN, () -> client.deletePolicy("none"));
        refused(
                ErrorCode.POLICY_UNKNOWN,
                () -> client.changePolicy("none", new PolicyRequest("a", 1, 10, 1)));
    }

    @Test
    void a_policy_that_cannot_be_kept() {
        long overFifteenDays = Duration.ofDays(15).toSeconds() + 1;
        for (PolicyRequest request :
                List.of(
                        new PolicyRequest("", 1, 10, 1),
                        new PolicyRequest(" a", 1, 10, 1),
                        new PolicyRequest("x".repeat(101), 1, 10, 1),
                        new PolicyRequest("a", 0, 10, 1),
                        new PolicyRequest("a", -1, 10, 1),
                        new PolicyRequest("a", 1, -1, 1),
                        new PolicyRequest("a", 1, overFifteenDays, 1),
                        new PolicyRequest("a", 1, 10, 0),
                        new PolicyRequest("a", 1, 10, 11))) {
            refused(ErrorCode.POLICY_INVALID, () -> client.createPolicy(request));
        }
        refused(
                ErrorCode.NAME_TAKEN,
                () -> client.createPolicy(new PolicyRequest("STANDARD", 1, 10, 1)));
        refused(ErrorCode.POLICY_IN_USE, () -> client.deletePolicy("Standard"));
    }

    @Test
    void a_machine_that_does_not_exist() {
        ExportRequest export = new ExportRequest("latest", "/tmp", ExportFormat.RAW);
        List<Runnable> acts =
                List.of(
                        () -> client.machine("none"),
                        () -> client.unprotect("none"),
                        () -> client.points("none"),
                        () -> client.mark("none", ""),
                        () -> client.rpo("none", Duration.ofMinutes(1)),
                        () -> client.testFailover("none"),
                        () -> client.startTestFailover("none", "latest"),
                        () -> client.cleanUpTestFailover("none"),
                        () -> client.export("none", export));
        for (Runnable act : acts) {
            Problem problem = refused(ErrorCode.MACHINE_UNKNOWN, act);
            assertThat(problem.refs()).contains("none");
        }
    }

    @Test
    void points_labels_and_directories() {
        refused(ErrorCode.POINT_UNKNOWN, () -> client.startTestFailover("web-01", "none"));
        refused(
                ErrorCode.POINT_UNKNOWN,
                () -> client.export("web-01", new ExportRequest("none", "/tmp", ExportFormat.RAW)));
        refused(
                ErrorCode.BAD_REQUEST,
                () ->
                        client.export(
                                "web-01", new ExportRequest("latest", "here", ExportFormat.RAW)));
        refused(ErrorCode.BAD_REQUEST, () -> client.mark("web-01", "x".repeat(201)));
    }

    @Test
    void a_second_test_failover_names_the_cleanup() {
        fixture.protect("db-01", "/disks/db");
        refused(ErrorCode.NO_TEST_FAILOVER, () -> client.cleanUpTestFailover("db-01"));
        fixture.ended(client.startTestFailover("db-01", "latest"), JobState.SUCCEEDED);
        Problem problem =
                refused(
                        ErrorCode.TEST_FAILOVER_RUNNING,
                        () -> client.startTestFailover("db-01", "latest"));
        assertThat(problem.correction()).contains("continuo failover cleanup db-01");
        refused(ErrorCode.TEST_FAILOVER_RUNNING, () -> client.unprotect("db-01"));
        fixture.ended(client.cleanUpTestFailover("db-01"), JobState.SUCCEEDED);
        refused(ErrorCode.NO_TEST_FAILOVER, () -> client.cleanUpTestFailover("db-01"));
    }

    @Test
    void jobs() {
        refused(ErrorCode.JOB_UNKNOWN, () -> client.job("none"));
        refused(ErrorCode.JOB_UNKNOWN, () -> client.cancelJob("none"));
        JobView ended = client.jobs(1).getFirst();
        client.await(ended, ServerFixture.LIMIT, now -> {});
        refused(ErrorCode.JOB_NOT_CANCELLABLE, () -> client.cancelJob(ended.id()));
    }

    @Test
    void a_fault_where_machines_are_real() {
        refused(ErrorCode.ACTION_NOT_ALLOWED, () -> client.injectFault(new FaultRequest(10)));
    }

    @Test
    void actions_that_are_not_allowed_now_say_why() {
        List<ActionView> actions = client.machine("web-01").actions();
        assertThat(actions).hasSizeGreaterThanOrEqualTo(5);
        for (ActionView action : actions) {
            assertThat(action.reason().isEmpty()).isEqualTo(action.allowed());
            assertThat(action.why().isEmpty()).isEqualTo(action.allowed());
            assertThat(action.nearest().isEmpty()).isEqualTo(action.allowed());
        }
        assertThat(actions).anyMatch(action -> !action.allowed());
    }

    @Test
    void a_scenario_whose_rules_are_known_and_nothing_else() {
        refused(
                ErrorCode.SCENARIO_NOT_BUILT,
                () ->
                        client.protect(
                                new ProtectRequest(
                                        "vm-01",
                                        List.of("/disks/free"),
                                        "",
                                        CaptureKind.NBD,
                                        "",
                                        List.of(),
                                        Optional.empty(),
                                        Scenario.VMWARE_TO_AZURE)));
    }

    @Test
    void a_dry_run_finds_everything_at_once() {
        ProtectCheck check =
                client.checkProtect(
                        new ProtectRequest(
                                "web-01", List.of("/disks/missing", "/disks/free"), "none"));
        assertThat(check.findings())
                .filteredOn(finding -> finding.level() == CheckLevel.REFUSE)
                .extracting(finding -> finding.code())
                .containsExactlyInAnyOrder("NAME_TAKEN", "POLICY_UNKNOWN", "DISK_MISSING");
        assertThat(check.findings())
                .allSatisfy(finding -> assertThat(finding.message()).isNotBlank());
        assertThat(check.disks()).hasSize(2);
        assertThat(check.disks().get(1).sizeBytes()).isEqualTo(FakeComponent.DISK_BYTES);
    }

    @Test
    void a_failed_job_teaches_too() {
        for (JobView job : client.jobs(100)) {
            job.problem().ifPresent(EveryRefusalTeachesTest::teaches);
        }
        client.events(100, Optional.empty())
                .forEach(event -> assertThat(event.message()).isNotBlank().endsWith("."));
    }
}
