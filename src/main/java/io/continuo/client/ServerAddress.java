package io.continuo.client;

import java.net.URI;

/**
 * How to reach and trust a configuration server.
 *
 * @param url for instance {@code https://127.0.0.1:8443}
 * @param fingerprint SHA-256 of the server's certificate authority, 64 hex digits, colons allowed;
 *     nothing else is trusted
 * @param token bearer token
 */
public record ServerAddress(URI url, String fingerprint, String token) {
    @Override
    public String toString() {
        return "ServerAddress[" + url + ", " + fingerprint + "]";
    }
}
