package io.continuo.api.component;

/**
 * A component asks for its next certificate, by the one it has.
 *
 * @param signingRequest PKCS#10 over a new key, DER, base64
 */
public record RenewRequest(String signingRequest) {}
