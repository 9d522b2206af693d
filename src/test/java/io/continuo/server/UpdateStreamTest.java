package io.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.RaisedEvent;
import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.event.Update;
import io.continuo.api.policy.PolicyRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The stream of updates: complete, in order, and found again after a break. */
class UpdateStreamTest {
    @TempDir Path data;
    private ServerFixture fixture;
    private FakeComponent node;
    private final List<Update> updates = new CopyOnWriteArrayList<>();
    private final List<Boolean> connections = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        fixture = new ServerFixture(data);
        node = fixture.node();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private void subscribe() {
        fixture.open(fixture.client().subscribe(updates::add, connections::add));
        ServerFixture.until("the stream is up", () -> connections.contains(true));
    }

    private void raise(String code) {
        node.raise(
                new RaisedEvent(
                        Instant.now(),
                        Severity.WARNING,
                        code,
                        Optional.empty(),
                        "It happened.",
                        "Because.",
                        "Do something.",
                        Map.of("n", code)));
    }

    private List<String> codes() {
        return updates.stream()
                .filter(Update.EventRaised.class::isInstance)
                .map(update -> ((Update.EventRaised) update).event().code())
                .filter(code -> code.startsWith("TEST_"))
                .toList();
    }

    @Test
    void everything_that_changes_is_told() {
        subscribe();
        fixture.protect("web-01");
        fixture.client().createPolicy(new PolicyRequest("Gold", 60, 3600, 60));
        fixture.ended(fixture.client().unprotect("web-01"), io.continuo.api.job.JobState.SUCCEEDED);
        for (Class<?> kind : Update.class.getPermittedSubclasses()) {
            ServerFixture.until(
                    kind.getSimpleName(), () -> updates.stream().anyMatch(kind::isInstance));
        }
    }

    @Test
    void a_machine_is_told_of_at_most_about_twice_a_second() {
        fixture.protect("web-01");
        subscribe();
        Instant start = Instant.now();
        ServerFixture.until(
                "three seconds of reports",
                () -> Duration.between(start, Instant.now()).toMillis() > 3000);
        long told = updates.stream().filter(Update.MachineChanged.class::isInstance).count();
        assertThat(told).isBetween(2L, 9L);
    }

    @Test
    void events_missed_while_the_server_was_away_are_told_afterwards() {
        subscribe();
        raise("TEST_1");
        ServerFixture.until("the first event", () -> codes().equals(List.of("TEST_1")));
        fixture.restart();
        raise("TEST_2");
        raise("TEST_3");
        ServerFixture.until(
                "the missed events", () -> codes().equals(List.of("TEST_1", "TEST_2", "TEST_3")));
    }

    @Test
    void a_stream_that_never_saw_an_event_still_goes_on_from_where_it_was() {
        subscribe();
        ServerFixture.until("any message", () -> !updates.isEmpty());
        int port = fixture.server().ready().url().getPort();
        fixture.restart();
        assertThat(fixture.server().ready().url().getPort()).isEqualTo(port);
        raise("TEST_1");
        ServerFixture.until("the event", () -> codes().equals(List.of("TEST_1")));
    }

    @Test
    void many_events_at_once_arrive_once_each_and_in_order() {
        subscribe();
        for (int i = 0; i < 500; i++) {
            raise("TEST_" + i);
        }
        ServerFixture.until("all events", () -> codes().size() >= 500);
        List<Long> ids =
                updates.stream()
                        .filter(Update.EventRaised.class::isInstance)
                        .map(update -> ((Update.EventRaised) update).event())
                        .map(EventView::id)
                        .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void closing_the_client_ends_its_streams() {
        subscribe();
        ServerFixture.until("any message", () -> !updates.isEmpty());
        fixture.client().close();
        int seen = updates.size();
        raise("TEST_1");
        ServerFixture.until(
                "the event is stored",
                () -> {
                    try (var other = new io.continuo.client.HttpContinuoClient(fixture.address())) {
                        return !other.events(10, Optional.empty()).isEmpty();
                    }
                });
        assertThat(updates.size()).isLessThanOrEqualTo(seen + 1);
        assertThat(codes()).isEmpty();
    }
}
