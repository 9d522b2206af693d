package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.Order;
import io.continuo.api.component.Throttle;
import io.continuo.api.component.WorkHours;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.client.ContinuoClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** How much a process server may forward: asked, kept, and told to it. */
class ThrottleTest {
    private static final Throttle CALENDAR =
            new Throttle(
                    100_000_000,
                    Optional.of(
                            new WorkHours(
                                    List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                    LocalTime.of(8, 0),
                                    LocalTime.of(18, 30),
                                    5_000_000)));

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
    void it_is_told_at_once_and_outlives_a_restart() {
        FakeComponent node = fixture.node();
        assertThat(client.throttle("node-1")).isEqualTo(Throttle.NONE);
        assertThat(client.changeThrottle("NODE-1", CALENDAR)).isEqualTo(CALENDAR);
        ServerFixture.until(
                "the order", () -> node.seen().contains(new Order.SetThrottle(CALENDAR)));
        fixture.restart();
        assertThat(fixture.client().throttle("node-1")).isEqualTo(CALENDAR);
    }

    @Test
    void what_cannot_be_is_refused() {
        fixture.open(new FakeComponent(fixture.address(), "agent-1", ComponentRole.AGENT).start());
        fixture.node();
        refused(ErrorCode.ACTION_NOT_ALLOWED, "agent-1", CALENDAR);
        refused(ErrorCode.COMPONENT_UNKNOWN, "nobody", CALENDAR);
        refused(ErrorCode.BAD_REQUEST, "node-1", new Throttle(1, Optional.empty()));
        refused(ErrorCode.BAD_REQUEST, "node-1", new Throttle(-5, Optional.empty()));
        WorkHours never = new WorkHours(List.of(), LocalTime.NOON, LocalTime.MIDNIGHT, 0);
        refused(ErrorCode.BAD_REQUEST, "node-1", new Throttle(0, Optional.of(never)));
        assertThat(client.throttle("node-1")).isEqualTo(Throttle.NONE);
    }

    private void refused(ErrorCode code, String name, Throttle throttle) {
        ContinuoException refusal =
                catchThrowableOfType(
                        ContinuoException.class, () -> client.changeThrottle(name, throttle));
        assertThat(refusal.problem().code()).isEqualTo(code);
    }
}
