package io.continuo.replication.node;

import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Runs orders, each on a virtual thread, each once: one that comes again is answered from memory,
 * or when it is done.
 */
final class OrderRunner {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRunner.class);
    private static final int REMEMBERED = 512;

    private final OrderDesk desk;
    private final BiPredicate<String, Outcome> answer;
    private final Set<String> running = new HashSet<>();
    private final Map<String, Outcome> done =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Outcome> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /**
     * @param answer brings an outcome to the server; false if that failed, and then the server asks
     *     again
     */
    OrderRunner(OrderDesk desk, BiPredicate<String, Outcome> answer) {
        this.desk = desk;
        this.answer = answer;
    }

    void take(OrderEnvelope envelope) {
        String id = envelope.orderId();
        Optional<Outcome> before = begin(id);
        if (before == null) {
            return;
        }
        Thread.ofVirtual()
                .name("order-" + id)
                .start(() -> answer.test(id, before.orElseGet(() -> run(envelope))));
    }

    /** The outcome if it is done already, empty if it is to be run, null if it is running. */
    private synchronized Optional<Outcome> begin(String id) {
        Outcome outcome = done.get(id);
        if (outcome != null) {
            return Optional.of(outcome);
        }
        return running.add(id) ? Optional.empty() : null;
    }

    private Outcome run(OrderEnvelope envelope) {
        Outcome outcome;
        try {
            outcome = desk.execute(envelope.orderId(), envelope.order());
        } catch (ContinuoException e) {
            outcome = new Outcome.Refused(e.problem());
        } catch (InterruptedException | RuntimeException e) {
            LOG.error("Order {} failed", envelope, e);
            outcome = new Outcome.Refused(internal(e));
        }
        synchronized (this) {
            running.remove(envelope.orderId());
            done.put(envelope.orderId(), outcome);
        }
        desk.answered(envelope.orderId());
        return outcome;
    }

    private static Problem internal(Exception e) {
        return Problem.of(
                ErrorCode.INTERNAL,
                "The component could not carry the order out.",
                String.valueOf(e),
                "Look at the component's log, then try again.");
    }
}
