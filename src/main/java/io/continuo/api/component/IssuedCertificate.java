package io.continuo.api.component;

import java.time.Instant;

/**
 * A component's certificate: good for the API and, on both ends, for the lines between components.
 *
 * @param certificate X.509, DER, base64
 * @param authority the server's certificate authority, DER, base64; its SHA-256 is the fingerprint
 *     people pin
 * @param renewAt when to ask for the next one: two thirds of its life
 */
public record IssuedCertificate(
        String componentId,
        String certificate,
        String authority,
        Instant expiresAt,
        Instant renewAt) {}
