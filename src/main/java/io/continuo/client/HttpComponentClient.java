package io.continuo.client;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolReply;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;

import java.time.Duration;
import java.util.List;

/** {@link ComponentClient} over HTTPS. */
public final class HttpComponentClient implements ComponentClient {
    private static final TypeReference<EnrolReply> ENROLLED = new TypeReference<>() {};
    private static final TypeReference<Assignments> ASSIGNED = new TypeReference<>() {};
    private static final TypeReference<List<OrderEnvelope>> ORDERED = new TypeReference<>() {};

    private final Rest rest;

    public HttpComponentClient(ServerAddress address) {
        this.rest = new Rest(address, true);
    }

    @Override
    public String enrol(EnrolRequest request) {
        return rest.send("POST", rest.url(ApiPaths.COMPONENTS).build(), request, ENROLLED)
                .componentId();
    }

    @Override
    public Assignments assignments(String componentId) {
        return rest.get(rest.url(ApiPaths.ASSIGNMENTS, componentId).build(), ASSIGNED);
    }

    @Override
    public List<OrderEnvelope> orders(String componentId, Duration wait) {
        return rest.get(
                rest.url(ApiPaths.ORDERS, componentId)
                        .addQueryParameter(
                                "waitSeconds", Long.toString(wait.plusMillis(999).toSeconds()))
                        .build(),
                ORDERED);
    }

    @Override
    public void answer(String componentId, String orderId, Outcome outcome) {
        rest.send("POST", rest.url(ApiPaths.OUTCOME, componentId, orderId).build(), outcome);
    }

    @Override
    public void report(String componentId, ComponentReport report) {
        rest.send("POST", rest.url(ApiPaths.REPORTS, componentId).build(), report);
    }

    @Override
    public void close() {
        rest.close();
    }
}
