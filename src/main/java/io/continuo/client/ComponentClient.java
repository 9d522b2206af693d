package io.continuo.client;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a data-plane component says to and asks of its configuration server. Calls block. */
public interface ComponentClient extends AutoCloseable {
    /** Returns the component's id, the same for the same name. */
    String enrol(EnrolRequest request);

    Assignments assignments(String componentId);

    /** Waits up to {@code wait} for orders; an empty list means there were none. */
    List<OrderEnvelope> orders(String componentId, Duration wait);

    void answer(String componentId, String orderId, Outcome outcome);

    void report(String componentId, ComponentReport report);

    /** When {@link #renew} is due; empty where no certificate is used. */
    default Optional<Instant> renewAt() {
        return Optional.empty();
    }

    /**
     * Gets the next certificate, and uses it from then on.
     *
     * @throws java.io.IOException it could not be kept
     */
    default void renew() throws IOException {}

    @Override
    void close();
}
