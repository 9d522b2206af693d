package io.continuo.server.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A certificate a component was given, as remembered.
 *
 * @param serial hex
 */
public record ComponentCertificate(
        String serial,
        String componentId,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    public boolean revoked() {
        return revokedAt.isPresent();
    }

    /** The same, not to be trusted any more. */
    public ComponentCertificate revoked(Instant at) {
        return new ComponentCertificate(
                serial, componentId, issuedAt, expiresAt, revokedAt.or(() -> Optional.of(at)));
    }
}
