package io.continuo.replication.node;

import io.continuo.api.error.ContinuoException;
import io.continuo.client.ComponentClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Renews a component's certificate when it is due, and tries again where that fails. */
final class CertificateKeeper implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);
    private static final Duration LOOK_LEAST = Duration.ofSeconds(1);
    private static final Duration LOOK_MOST = Duration.ofMinutes(10);

    private final ComponentClient client;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);

    CertificateKeeper(ComponentClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    CertificateKeeper start() {
        if (client.renewAt().isPresent()) {
            Thread.ofVirtual().name("certificate").start(this::keep);
        }
        return this;
    }

    private void keep() {
        Duration retry = LOOK_LEAST;
        try {
            Duration pause = untilDue();
            while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                if (clock.instant().isBefore(due()) || renewed()) {
                    pause = untilDue();
                    retry = LOOK_LEAST;
                } else {
                    pause = retry;
                    retry = shorter(retry.multipliedBy(2), LOOK_MOST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean renewed() {
        try {
            client.renew();
            LOG.info("The certificate was renewed; the next renewal is due at {}", due());
            return true;
        } catch (ContinuoException e) {
            LOG.warn("The certificate was not renewed: {}", e.problem().cause());
        } catch (IOException | RuntimeException e) {
            LOG.error("The certificate was not renewed", e);
        }
        return false;
    }

    private Instant due() {
        return client.renewAt().orElse(Instant.MAX);
    }

    /** Clocks may be set meanwhile, so it looks now and then. */
    private Duration untilDue() {
        Duration left = Duration.between(clock.instant(), due());
        return left.compareTo(LOOK_LEAST) < 0 ? LOOK_LEAST : shorter(left, LOOK_MOST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
