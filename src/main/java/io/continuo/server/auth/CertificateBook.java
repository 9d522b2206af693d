package io.continuo.server.auth;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.IssuedCertificate;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.ComponentCertificate;
import io.continuo.server.store.CertificateStore;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The certificates components were given. The subject holds the component's id (CN) and its roles
 * (OU each); what it may do here is decided by this book, by serial number.
 */
public final class CertificateBook {
    private final ServerIdentity identity;
    private final CertificateStore store;
    private final Clock clock;
    private final Duration life;
    private final Map<String, ComponentCertificate> bySerial = new ConcurrentHashMap<>();

    /**
     * @param life of a certificate; it is renewed at two thirds of it
     */
    public CertificateBook(
            ServerIdentity identity, CertificateStore store, Clock clock, Duration life) {
        this.identity = identity;
        this.store = store;
        this.clock = clock;
        this.life = life;
        store.all().forEach(one -> bySerial.put(one.serial(), one));
    }

    /** Issues a certificate over the key of a signing request. */
    public IssuedCertificate issue(
            String componentId, List<ComponentRole> roles, String signingRequest) {
        SigningRequest request = SigningRequest.read(signingRequest);
        Instant now = clock.instant();
        try {
            X509Certificate made = identity.issue(subject(componentId, roles), request.key(), life);
            ComponentCertificate entry =
                    new ComponentCertificate(
                            serial(made), componentId, now, now.plus(life), Optional.empty());
            store.insert(entry);
            bySerial.put(entry.serial(), entry);
            Base64.Encoder base64 = Base64.getEncoder();
            return new IssuedCertificate(
                    componentId,
                    base64.encodeToString(made.getEncoded()),
                    base64.encodeToString(identity.authorityCertificate().getEncoded()),
                    entry.expiresAt(),
                    now.plus(life.multipliedBy(2).dividedBy(3)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    /** That a signing request can be answered, before anything is used up. */
    public void check(String signingRequest) {
        SigningRequest.read(signingRequest);
    }

    private static X500Name subject(String componentId, List<ComponentRole> roles) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.CN, componentId);
        roles.stream().sorted().forEach(role -> name.addRDN(BCStyle.OU, role.name()));
        return name.build();
    }

    /**
     * Whose certificate this is; TLS has seen to it that it is of this authority and not expired.
     *
     * @throws io.continuo.api.error.ContinuoException it was revoked, or this server does not know
     *     it
     */
    public String owner(X509Certificate shown) {
        ComponentCertificate known = bySerial.get(serial(shown));
        if (known == null) {
            throw Problem.of(
                            ErrorCode.CERTIFICATE_REFUSED,
                            "The component was refused.",
                            "This configuration server has no record of its certificate.",
                            "Enrol the component anew, with a passphrase.")
                    .toException();
        }
        if (known.revoked()) {
            throw Problem.of(
                            ErrorCode.COMPONENT_REVOKED,
                            "The component was refused.",
                            "An administrator revoked its certificate.",
                            "If it is to come back, enrol it anew: delete its identity.json, and"
                                    + " start it with a new passphrase.",
                            known.componentId())
                    .toException();
        }
        return known.componentId();
    }

    /** Revokes everything a component was given; whether there was anything. */
    public synchronized boolean revoke(String componentId) {
        Instant now = clock.instant();
        boolean any = holds(componentId);
        store.revoke(componentId, now);
        bySerial.replaceAll(
                (serial, one) -> one.componentId().equals(componentId) ? one.revoked(now) : one);
        return any;
    }

    /** Whether a component has a certificate that is good now. */
    public boolean holds(String componentId) {
        Instant now = clock.instant();
        return newest(componentId)
                .filter(one -> !one.revoked() && now.isBefore(one.expiresAt()))
                .isPresent();
    }

    public Optional<ComponentCertificate> newest(String componentId) {
        return bySerial.values().stream()
                .filter(one -> one.componentId().equals(componentId))
                .max(Comparator.comparing(ComponentCertificate::issuedAt));
    }

    /** Serial numbers that are not to be trusted although they have not expired. */
    public List<String> revokedSerials() {
        Instant now = clock.instant();
        return bySerial.values().stream()
                .filter(one -> one.revoked() && now.isBefore(one.expiresAt()))
                .map(ComponentCertificate::serial)
                .sorted()
                .toList();
    }

    /** Forgets what expired long ago: nobody can show it any more. */
    public void prune() {
        Instant before = clock.instant().minus(life);
        store.deleteExpired(before);
        bySerial.values().removeIf(one -> one.expiresAt().isBefore(before));
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
