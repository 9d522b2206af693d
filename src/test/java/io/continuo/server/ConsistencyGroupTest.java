package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.group.GroupPoint;
import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MarkRequest;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.client.ContinuoClient;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** Consistency groups: who is in them, what their agents are told, and what they share. */
class ConsistencyGroupTest {
    @TempDir Path data;
    private ServerFixture fixture;
    private ContinuoClient client;
    private FakeComponent node;

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        client = fixture.client();
        node = fixture.node();
        for (String name : List.of("web", "db", "queue")) {
            fixture.protect(name);
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private List<String> told() {
        return node.groups().stream()
                .flatMap(group -> group.members().stream())
                .map(GroupSpec.Member::machine)
                .toList();
    }

    private void refused(ErrorCode code, ThrowingCallable call) {
        assertThat(catchThrowableOfType(ContinuoException.class, call).problem().code())
                .isEqualTo(code);
    }

    @Test
    void agents_are_told_who_is_in_a_group_as_members_join_and_leave() {
        client.createGroup(new GroupRequest("shop", List.of("web", "db")));
        ServerFixture.until("two members", () -> told().equals(List.of("db", "web")));
        long version = node.groups().getFirst().version();
        assertThat(node.groups().getFirst().members().getFirst().barrierAddress())
                .isEqualTo("127.0.0.1:20004");
        client.changeGroup("shop", new GroupRequest("shop", List.of("web", "db", "queue")));
        ServerFixture.until("three", () -> told().equals(List.of("db", "queue", "web")));
        assertThat(node.groups().getFirst().version()).isGreaterThan(version);
        fixture.ended(client.unprotect("queue"), JobState.SUCCEEDED);
        ServerFixture.until("two again", () -> told().equals(List.of("db", "web")));
        fixture.restart();
        assertThat(client.groups()).extracting(GroupView::name).containsExactly("shop");
        client.deleteGroup("shop");
        ServerFixture.until("none", () -> told().isEmpty());
    }

    @Test
    void a_mark_of_a_group_is_one_point_for_all_its_machines() {
        client.createGroup(new GroupRequest("shop", List.of("web", "db")));
        ServerFixture.until("two members", () -> told().size() == 2);
        List<GroupPoint> made = client.markGroup("shop", new MarkRequest("before", false));
        assertThat(made).extracting(GroupPoint::machine).containsExactly("db", "web");
        assertThat(made)
                .extracting(one -> one.point().time())
                .containsOnly(made.getFirst().point().time());
        GroupView group = client.groups().getFirst();
        assertThat(group.sharedPoints()).isEqualTo(1);
        assertThat(group.newestShared()).contains(made.getFirst().point().time());
        assertThat(client.points("web")).anyMatch(io.continuo.api.machine.PointView::multiVm);
    }

    @Test
    void the_newest_shared_point_is_one_that_every_member_holds() {
        client.createGroup(new GroupRequest("shop", List.of("web", "db")));
        ServerFixture.until("two members", () -> told().size() == 2);
        refused(ErrorCode.POINT_UNKNOWN, () -> client.startTestFailover("web", "latest-multi-vm"));
        client.markGroup("shop", new MarkRequest("both", false));
        List<GroupPoint> second = client.markGroup("shop", new MarkRequest("lost at db", false));
        String id = client.machine("db").id();
        node.dropPoint(id, second.getFirst().point().id());
        ServerFixture.until(
                "the server to hear of it", () -> client.groups().getFirst().sharedPoints() == 1);
        JobView job = client.startTestFailover("web", "latest-multi-vm");
        fixture.ended(job, JobState.SUCCEEDED);
        assertThat(client.testFailover("web").orElseThrow().point().label()).isEqualTo("both");
    }

    @Test
    void the_shortest_interval_of_its_members_policies_is_the_groups() {
        client.createPolicy(new PolicyRequest("Gold", 60, 86_400, 30, 7200L));
        fixture.ended(
                client.protect(
                        new io.continuo.api.machine.ProtectRequest(
                                "gold", List.of("/disks/gold"), "Gold")),
                JobState.SUCCEEDED);
        GroupView group = client.createGroup(new GroupRequest("shop", List.of("web", "gold")));
        assertThat(group.crashPointSeconds()).isEqualTo(30);
        assertThat(group.appPointSeconds()).isEqualTo(7200);
    }

    @Test
    void what_cannot_be_a_group_is_refused() {
        client.createGroup(new GroupRequest("shop", List.of("web", "db")));
        refused(
                ErrorCode.GROUP_INVALID,
                () -> client.createGroup(new GroupRequest("one", List.of("queue"))));
        refused(
                ErrorCode.GROUP_INVALID,
                () -> client.createGroup(new GroupRequest("two", List.of("queue", "web"))));
        refused(
                ErrorCode.MACHINE_UNKNOWN,
                () -> client.createGroup(new GroupRequest("two", List.of("queue", "nobody"))));
        refused(
                ErrorCode.NAME_TAKEN,
                () -> client.createGroup(new GroupRequest("SHOP", List.of("queue", "web"))));
        refused(ErrorCode.GROUP_UNKNOWN, () -> client.deleteGroup("none"));
        refused(
                ErrorCode.POLICY_INVALID,
                () -> client.createPolicy(new PolicyRequest("a", 60, 86_400, 30, 60L)));
        refused(
                ErrorCode.POLICY_INVALID,
                () -> client.createPolicy(new PolicyRequest("a", 60, 7200, 30, 7200L)));
    }
}
