package io.continuo.client;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolReply;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.IssuedCertificate;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.RenewRequest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@link ComponentClient} over HTTPS. */
public final class HttpComponentClient implements ComponentClient {
    private static final TypeReference<EnrolReply> ENROLLED = new TypeReference<>() {};
    private static final TypeReference<Assignments> ASSIGNED = new TypeReference<>() {};
    private static final TypeReference<List<OrderEnvelope>> ORDERED = new TypeReference<>() {};

    private static final TypeReference<IssuedCertificate> ISSUED = new TypeReference<>() {};

    private final ServerAddress address;
    private final Optional<ComponentIdentity> identity;
    private volatile Rest rest;

    /** A component in the server's own process: speaks with the administrator's token. */
    public HttpComponentClient(ServerAddress address) {
        this(address, Optional.empty());
    }

    HttpComponentClient(ServerAddress address, Optional<ComponentIdentity> identity) {
        this.address = address;
        this.identity = identity;
        this.rest = connect();
    }

    private Rest connect() {
        return new Rest(address, true, identity.map(ComponentIdentity::keys));
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
    public Optional<Instant> renewAt() {
        return identity.map(ComponentIdentity::renewAt);
    }

    @Override
    public void renew() throws IOException {
        if (identity.isEmpty()) {
            return;
        }
        ComponentIdentity mine = identity.get();
        Rest old = rest;
        mine.renew(request ->
                old.send(
                        "POST",
                        old.url(ApiPaths.CERTIFICATE, mine.componentId()).build(),
                        new RenewRequest(request),
                        ISSUED));
        rest = connect();
        old.retire();
    }

    @Override
    public void close() {
        rest.close();
    }
}
