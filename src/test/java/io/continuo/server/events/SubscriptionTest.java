package io.continuo.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;
import io.continuo.api.event.Update;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What waits for a client is bounded, and a client that does not take it is let go. */
class SubscriptionTest {
    private static final Duration NO_WAIT = Duration.ZERO;

    private static Update event(long id) {
        return new Update.EventRaised(
                new EventView(
                        id,
                        Instant.EPOCH,
                        Severity.INFO,
                        "TEST",
                        Optional.empty(),
                        Optional.empty(),
                        "It happened.",
                        "",
                        "",
                        Map.of()));
    }

    @Test
    void of_things_that_only_change_the_newest_state_waits() throws Exception {
        try (Subscription subscription = new Subscription(closed -> {}, Duration.ofSeconds(30))) {
            for (int i = 0; i < 10_000; i++) {
                subscription.offer(new Update.MachineRemoved("machine-" + i % 3));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(subscription.next(NO_WAIT))
                        .contains(new Update.MachineRemoved("machine-" + i));
            }
            assertThat(subscription.next(NO_WAIT)).isEmpty();
        }
    }

    @Test
    void a_client_too_slow_for_its_events_is_dropped() throws Exception {
        UpdateHub hub = new UpdateHub();
        try (Subscription subscription = hub.subscribe()) {
            for (int i = 0; i <= Subscription.EVENT_LIMIT; i++) {
                hub.publish(event(i));
            }
            assertThat(subscription.closed()).isTrue();
            assertThat(subscription.next(NO_WAIT)).isEmpty();
        }
        hub.close();
    }

    @Test
    void a_client_stuck_in_one_update_is_interrupted() throws Exception {
        CountDownLatch took = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Subscription subscription = new Subscription(closed -> {}, NO_WAIT)) {
            subscription.offer(event(1));
            Thread teller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    subscription.next(NO_WAIT);
                                    took.countDown();
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.countDown();
                                }
                            });
            assertThat(took.await(20, TimeUnit.SECONDS)).isTrue();
            subscription.offer(event(2));
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(subscription.closed()).isTrue();
            teller.join();
        }
    }
}
