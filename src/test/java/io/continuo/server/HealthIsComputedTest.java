package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.Order;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobState;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.RpoSample;
import io.continuo.api.topology.LinkKind;
import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerRole;
import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Health and topology follow what the components report, and say why (DOMAIN.md: health). */
class HealthIsComputedTest {
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
        fixture.protect("web-01");
        untilHealth(Health.HEALTHY);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private MachineView machine() {
        return client.machine("web-01");
    }

    private void untilHealth(Health health) {
        ServerFixture.until("health is " + health, () -> machine().health() == health);
    }

    private List<String> reasons() {
        return machine().healthReasons().stream().map(HealthReason::code).toList();
    }

    private boolean raised(String code) {
        return client.events(100, Optional.empty()).stream()
                .anyMatch(event -> event.code().equals(code));
    }

    private void untilRaised(String code) {
        ServerFixture.until("event " + code, () -> raised(code));
    }

    @Test
    void rpo_over_its_limit_is_a_warning_and_over_twice_of_it_critical() {
        node.durableAge = Duration.ofMinutes(16);
        untilHealth(Health.WARNING);
        assertThat(reasons()).containsExactly("RPO_OVER_LIMIT");
        untilRaised("RPO_OVER_LIMIT");
        node.durableAge = Duration.ofMinutes(31);
        untilHealth(Health.CRITICAL);
        assertThat(reasons()).containsExactly("RPO_OVER_TWICE_LIMIT");
        untilRaised("RPO_OVER_TWICE_LIMIT");
        node.durableAge = Duration.ofMillis(300);
        untilHealth(Health.HEALTHY);
        untilRaised("RPO_UNDER_LIMIT");
    }

    @Test
    void rpo_is_corrected_for_a_clock_that_is_behind() {
        node.clockBehind = Duration.ofMinutes(40);
        node.durableAge = Duration.ofSeconds(2);
        ServerFixture.until(
                "the skew is seen",
                () -> {
                    double rpo = machine().rpoSeconds().orElse(0.0);
                    return rpo > 1.9 && rpo < 10;
                });
        ServerFixture.until(
                "samples are kept",
                () ->
                        client.rpo("web-01", Duration.ofMinutes(1)).stream()
                                .map(RpoSample::rpoSeconds)
                                .anyMatch(rpo -> rpo > 1.9));
    }

    @Test
    void a_lost_line_is_one_event_and_lights_the_link() {
        fixture.protect("db-01");
        ServerFixture.until(
                "the line is up",
                () -> link(ServerRole.MOBILITY_SERVICE).health() == Health.HEALTHY);
        ServerFixture.until(
                "the watch has seen it up",
                () -> client.rpo("web-01", Duration.ofMinutes(1)).size() >= 3);
        client.injectFault(new FaultRequest(10));
        assertThat(node.seen()).contains(new Order.CutLink(10));
        untilHealth(Health.WARNING);
        assertThat(reasons()).containsExactly("LINK_LOST");
        untilRaised("LINK_LOST");
        LinkView link = link(ServerRole.MOBILITY_SERVICE);
        assertThat(link.health()).isEqualTo(Health.CRITICAL);
        assertThat(link.message()).contains("2 machines");
        node.linkUp = true;
        untilRaised("LINK_BACK");
        assertThat(client.events(100, Optional.empty()))
                .filteredOn(event -> event.code().equals("LINK_LOST"))
                .hasSize(1);
    }

    private LinkView link(ServerRole from) {
        TopologyView topology = client.topology();
        String id =
                topology.servers().stream()
                        .filter(server -> server.role() == from)
                        .findFirst()
                        .orElseThrow()
                        .id();
        return topology.links().stream()
                .filter(link -> link.kind() == LinkKind.DATA && link.fromId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_silent_component_makes_its_machines_unknown() {
        node.silence();
        clock.forward(Duration.ofSeconds(30));
        untilHealth(Health.UNKNOWN);
        assertThat(machine().healthReasons().getFirst().message())
                .containsPattern("silent for [0-9]+ s");
        untilRaised("COMPONENT_SILENT");
        assertThat(client.topology().links())
                .allSatisfy(link -> assertThat(link.health()).isEqualTo(Health.UNKNOWN));
        node.speak();
        untilHealth(Health.HEALTHY);
        untilRaised("COMPONENT_BACK");
    }

    @Test
    void a_resync_is_told_from_beginning_to_end() {
        node.cause = "The change log was full.";
        node.dataState = DataState.RESYNC_REQUIRED;
        untilHealth(Health.CRITICAL);
        untilRaised("RESYNC_REQUIRED");
        node.dataState = DataState.RESYNCING;
        untilHealth(Health.WARNING);
        assertThat(machine().dataCause()).isEqualTo(node.cause);
        untilRaised("RESYNC_STARTED");
        node.dataState = DataState.DELTA;
        untilHealth(Health.HEALTHY);
        untilRaised("RESYNC_ENDED");
    }

    @Test
    void a_replica_that_does_not_work_is_critical_with_its_own_correction() {
        node.replicaProblem =
                Optional.of(
                        Problem.of(
                                ErrorCode.JOURNAL_DAMAGED,
                                "The journal is damaged.",
                                "A sector is lost.",
                                "Replace the disk."));
        untilHealth(Health.CRITICAL);
        HealthReason reason = machine().healthReasons().getFirst();
        assertThat(reason.code()).isEqualTo("JOURNAL_DAMAGED");
        assertThat(reason.correction()).isEqualTo("Replace the disk.");
    }

    @Test
    void a_machine_never_drilled_is_critical_after_thirty_days() {
        clock.forward(Duration.ofDays(29));
        node.addPoint(machine().id(), clock.instant());
        ServerFixture.until("a point", () -> machine().pointCount() == 2);
        assertThat(reasons()).doesNotContain("DRILL_NEVER");
        clock.forward(Duration.ofDays(2));
        assertThat(reasons()).contains("DRILL_NEVER");

        fixture.ended(client.startTestFailover("web-01", "latest"), JobState.SUCCEEDED);
        fixture.ended(client.cleanUpTestFailover("web-01"), JobState.SUCCEEDED);
        assertThat(reasons()).doesNotContain("DRILL_NEVER", "DRILL_OLD");
        clock.forward(Duration.ofDays(181));
        assertThat(reasons()).contains("DRILL_OLD");
    }

    @Test
    void a_machine_without_a_recent_point_is_critical() {
        clock.forward(Duration.ofMinutes(61));
        assertThat(reasons()).contains("NO_RECENT_POINT");
        node.addPoint(machine().id(), clock.instant());
        ServerFixture.until("a point", () -> !reasons().contains("NO_RECENT_POINT"));
        assertThat(machine().roleState()).isEqualTo(RoleState.PROTECTED);
    }

    @Test
    void the_topology_shows_every_role_where_it_stands() {
        TopologyView topology = client.topology();
        assertThat(topology.servers())
                .extracting(ServerView::role)
                .containsExactlyInAnyOrder(ServerRole.values());
        assertThat(topology.servers()).extracting(ServerView::id).doesNotHaveDuplicates();
        assertThat(topology.servers()).extracting(ServerView::name).doesNotHaveDuplicates();
        for (ServerView server : topology.servers()) {
            boolean recovery =
                    server.role() == ServerRole.MASTER_TARGET
                            || server.role() == ServerRole.CONFIGURATION_SERVER;
            assertThat(server.siteId()).isEqualTo(recovery ? "recovery" : "primary");
        }
        LinkView capture = link(ServerRole.MOBILITY_SERVICE);
        assertThat(capture.bytesPerSecond()).isEqualTo(1024);
        assertThat(capture.neededBytesPerSecond()).isEqualTo(2048);
        assertThat(capture.latencySeconds()).contains(0.002);
        assertThat(capture.backlogBytes()).isEqualTo(4096);
        LinkView forward = link(ServerRole.PROCESS_SERVER);
        assertThat(forward.bytesPerSecond()).isEqualTo(400);
        assertThat(forward.backlogBytes()).isEqualTo(512);
        assertThat(topology.machines()).hasSize(1);
        assertThat(topology.servers())
                .filteredOn(server -> server.role() == ServerRole.MASTER_TARGET)
                .allSatisfy(server -> assertThat(server.newestDurable()).isPresent());
        assertThat(topology.links())
                .allSatisfy(link ->
                        assertThat(topology.servers())
                                .extracting(ServerView::id)
                                .contains(link.fromId(), link.toId()));
    }
}
