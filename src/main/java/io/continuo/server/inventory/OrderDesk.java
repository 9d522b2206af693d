package io.continuo.server.inventory;

import io.continuo.api.component.Order;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.OrderProgress;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Progress;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Refusals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Gives orders to components and waits for their outcomes. An order keeps its id when it is given
 * again, also by a restarted server, so an outcome that comes late still finds who waits for it.
 */
public final class OrderDesk {
    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(200);

    /** What someone who waits for an outcome looks at meanwhile. */
    public interface Watcher {
        Watcher NONE = new Watcher() {};

        /** Throws when waiting is to end. */
        default void check() {}

        default void progress(Progress progress) {}
    }

    private final Components components;
    private final Map<String, OrderQueue> queues = new ConcurrentHashMap<>();

    public OrderDesk(Components components) {
        this.components = components;
    }

    /**
     * Gives an order and waits.
     *
     * @return its outcome; a refusal is thrown
     */
    public Outcome give(
            String componentId, String orderId, Order order, Duration limit, Watcher watcher) {
        OrderQueue queue = queue(componentId);
        OrderQueue.Pending pending = queue.add(new OrderEnvelope(orderId, order));
        long deadline = System.nanoTime() + limit.toNanos();
        boolean answered = false;
        try {
            while (true) {
                Optional<Outcome> outcome = await(pending);
                if (outcome.isPresent()) {
                    answered = true;
                    return accepted(outcome.get());
                }
                watcher.check();
                pending.progress().ifPresent(watcher::progress);
                if (components.givenUp(componentId)) {
                    throw Refusals.silent(
                                    components.name(componentId), components.silence(componentId))
                            .toException();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw timedOut(componentId, order, limit).toException();
                }
            }
        } finally {
            if (!answered) {
                queue.withdraw(orderId);
            }
        }
    }

    /** Gives an order nobody waits for. */
    public void post(String componentId, Order order) {
        post(componentId, new OrderEnvelope(Ids.next("order"), order), outcome -> {});
    }

    /** Gives an order and tells its outcome, if one ever comes. */
    public void post(String componentId, OrderEnvelope order, Consumer<Outcome> onOutcome) {
        queue(componentId).add(order).outcome().thenAccept(onOutcome);
    }

    /** Waits for orders on behalf of a component. */
    public List<OrderEnvelope> take(String componentId, Duration wait) throws InterruptedException {
        return queue(componentId).take(wait);
    }

    /** Everything it was given and has not answered is given to it again. */
    public void again(String componentId) {
        queue(componentId).again();
    }

    public void answered(String componentId, String orderId, Outcome outcome) {
        queue(componentId).answered(orderId, outcome);
    }

    public void progress(String componentId, OrderProgress progress) {
        queue(componentId).progress(progress);
    }

    /** Forgets every order for a component, and ends its waiting for more. */
    void dismiss(String componentId) {
        OrderQueue queue = queues.remove(componentId);
        if (queue != null) {
            queue.close();
        }
    }

    /** Ends every wait for orders. */
    public void close() {
        queues.values().forEach(OrderQueue::close);
    }

    private OrderQueue queue(String componentId) {
        return queues.computeIfAbsent(componentId, id -> new OrderQueue());
    }

    private static Optional<Outcome> await(OrderQueue.Pending pending) {
        try {
            return Optional.of(
                    pending.outcome().get(LOOK_UP_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStopping();
        }
    }

    private static Outcome accepted(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.problem().toException();
        }
        return outcome;
    }

    private Problem timedOut(String componentId, Order order, Duration limit) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "The component "
                        + components.name(componentId)
                        + " did not finish in "
                        + limit.toSeconds()
                        + " s.",
                "It reports, but has not answered the order " + name(order) + ".",
                "Look at its log and its events, then ask again.",
                components.name(componentId));
    }

    private static String name(Order order) {
        return order.getClass().getSimpleName();
    }
}
