package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.Order;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.job.JobState;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Policies, from the default one to the orders a change gives. */
class PolicyTest {
    @TempDir Path data;
    private ServerFixture fixture;
    private ContinuoClient client;

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        client = fixture.client();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_new_server_has_the_standard_policy() {
        PolicyView standard = client.policies().getFirst();
        assertThat(standard.name()).isEqualTo("Standard");
        assertThat(standard.isDefault()).isTrue();
        assertThat(standard.rpoLimitSeconds()).isEqualTo(15 * 60);
        assertThat(standard.retentionSeconds()).isEqualTo(24 * 3600);
        assertThat(standard.crashPointSeconds()).isEqualTo(5 * 60);
    }

    @Test
    void a_policy_lives_through_change_use_and_deletion() {
        FakeComponent node = fixture.node();
        client.createPolicy(new PolicyRequest("Gold", 60, 3600, 30));
        fixture.ended(
                client.protect(new ProtectRequest("web-01", List.of("/disks/a"), "gold")),
                JobState.SUCCEEDED);
        assertThat(client.machine("web-01").policy()).isEqualTo("Gold");
        assertThat(client.machine("web-01").rpoLimitSeconds()).isEqualTo(60);

        client.changePolicy("Gold", new PolicyRequest("Platinum", 30, 7200, 10));
        String machine = client.machine("web-01").id();
        Order.ChangeSettings told =
                new Order.ChangeSettings(machine, 10, 7200, Optional.of("18:30-06:00"));
        ServerFixture.until("the order", () -> node.seen().contains(told));
        assertThat(client.machine("web-01").policy()).isEqualTo("Platinum");

        ContinuoException refusal =
                catchThrowableOfType(
                        ContinuoException.class, () -> client.deletePolicy("Platinum"));
        assertThat(refusal.problem().code()).isEqualTo(ErrorCode.POLICY_IN_USE);
        fixture.ended(client.unprotect("web-01"), JobState.SUCCEEDED);
        client.deletePolicy("Platinum");
        assertThat(client.policies()).hasSize(1);
        fixture.restart();
        assertThat(client.policies()).hasSize(1);
    }
}
