package io.continuo.replication.node;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.client.ComponentClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A component's conversation with its configuration server: enrols, hears orders, reports once a
 * second, and starts over whenever the server does not know it any more. Nothing of the data path
 * depends on it.
 */
final class ServerTalk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTalk.class);
    private static final Duration ORDER_WAIT = Duration.ofSeconds(20);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MOST = Duration.ofSeconds(5);

    /** What the component does with what it hears. */
    record Ears(
            Consumer<Assignments> assignments,
            Consumer<OrderEnvelope> order,
            Supplier<ComponentReport> report,
            Consumer<ComponentReport> reported,
            Runnable enrolled) {}

    private final ComponentClient client;
    private final EnrolRequest introduction;
    private final Ears ears;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String componentId;

    ServerTalk(ComponentClient client, EnrolRequest introduction, Ears ears) {
        this.client = client;
        this.introduction = introduction;
        this.ears = ears;
    }

    boolean enrolled() {
        return componentId != null;
    }

    void start() {
        Thread.ofVirtual().name("orders-" + introduction.name()).start(this::listen);
        Thread.ofVirtual().name("reports-" + introduction.name()).start(this::report);
    }

    private void listen() {
        Duration retry = RETRY_FIRST;
        boolean told = false;
        while (open()) {
            try {
                if (componentId == null) {
                    enrol();
                    told = false;
                }
                for (OrderEnvelope order : client.orders(componentId, ORDER_WAIT)) {
                    ears.order().accept(order);
                }
                retry = RETRY_FIRST;
            } catch (ContinuoException e) {
                if (!startOver(e) && open() && !told) {
                    LOG.info("The configuration server is away: {}", e.getMessage());
                    told = true;
                }
                pause(retry);
                retry = longer(retry);
            } catch (RuntimeException e) {
                LOG.error("Hearing orders stumbled", e);
                pause(RETRY_MOST);
            }
        }
    }

    private void enrol() {
        String id = client.enrol(introduction);
        ears.assignments().accept(client.assignments(id));
        ears.enrolled().run();
        componentId = id;
        LOG.info("{} is enrolled as {}", introduction.name(), id);
    }

    /** Whether the server no longer knows us; then we introduce ourselves again. */
    private boolean startOver(ContinuoException e) {
        if (e.problem().code() != ErrorCode.COMPONENT_UNKNOWN) {
            return false;
        }
        componentId = null;
        return true;
    }

    private void report() {
        while (!pause(REPORT_EVERY)) {
            String id = componentId;
            if (id == null) {
                continue;
            }
            try {
                ComponentReport report = ears.report().get();
                client.report(id, report);
                ears.reported().accept(report);
            } catch (ContinuoException e) {
                startOver(e);
                ears.enrolled().run();
            } catch (RuntimeException e) {
                LOG.error("Reporting stumbled", e);
            }
        }
    }

    /** Brings an outcome to the server, however long it is away; false if it asks for it anew. */
    boolean answer(String orderId, Outcome outcome) {
        Duration retry = RETRY_FIRST;
        while (open()) {
            String id = componentId;
            try {
                if (id != null) {
                    client.answer(id, orderId, outcome);
                    return true;
                }
            } catch (ContinuoException e) {
                if (e.problem().code() != ErrorCode.SERVER_UNREACHABLE && !startOver(e)) {
                    LOG.info("The outcome of {} was not wanted: {}", orderId, e.getMessage());
                    return false;
                }
            }
            pause(retry);
            retry = longer(retry);
        }
        return false;
    }

    private static Duration longer(Duration retry) {
        Duration doubled = retry.multipliedBy(2);
        return doubled.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : doubled;
    }

    private boolean open() {
        return closing.getCount() > 0;
    }

    /** Waits; true if it is over. */
    private boolean pause(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closing.countDown();
        client.close();
    }
}
