package io.continuo.replication.node;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.component.Throttle;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ComponentClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A configuration server as a component sees it, in memory. */
final class FakeServer implements ComponentClient {
    final List<CaptureSpec> captures = new ArrayList<>();
    final List<ReplicaSpec> replicas = new ArrayList<>();
    final AtomicInteger enrolments = new AtomicInteger();
    private final LinkedBlockingQueue<OrderEnvelope> orders = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile ComponentReport newest;
    private volatile boolean away;
    private volatile boolean forgetful;

    /** Gives an order and waits for its outcome. */
    Outcome give(Order order) throws Exception {
        String id = "order-" + ids.incrementAndGet();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        outcomes.put(id, outcome);
        orders.add(new OrderEnvelope(id, order));
        return outcome.get(30, TimeUnit.SECONDS);
    }

    void away(boolean away) {
        this.away = away;
        // What it heard before says nothing of what is so when it is back.
        newest = null;
    }

    /** The component is to introduce itself again. */
    void forget() {
        forgetful = true;
    }

    Optional<ComponentReport> report() {
        return Optional.ofNullable(newest);
    }

    Optional<CaptureReport> capture(String machineId) {
        return report().stream()
                .flatMap(report -> report.captures().stream())
                .filter(capture -> capture.machineId().equals(machineId))
                .findFirst();
    }

    private void check() {
        if (away) {
            throw Problem.of(ErrorCode.SERVER_UNREACHABLE, "away", "", "").toException();
        }
        if (forgetful) {
            throw Problem.of(ErrorCode.COMPONENT_UNKNOWN, "who?", "", "").toException();
        }
    }

    @Override
    public String enrol(EnrolRequest request) {
        forgetful = false;
        check();
        enrolments.incrementAndGet();
        return request.name();
    }

    @Override
    public synchronized Assignments assignments(String componentId) {
        check();
        return new Assignments(
                List.copyOf(captures), List.copyOf(replicas), List.of(), Throttle.NONE);
    }

    @Override
    public List<OrderEnvelope> orders(String componentId, Duration wait) {
        check();
        try {
            OrderEnvelope order = orders.poll(100, TimeUnit.MILLISECONDS);
            return order == null ? List.of() : List.of(order);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void answer(String componentId, String orderId, Outcome outcome) {
        check();
        outcomes.get(orderId).complete(outcome);
    }

    @Override
    public void report(String componentId, ComponentReport report) {
        check();
        newest = report;
    }

    @Override
    public void close() {}
}
