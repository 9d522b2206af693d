package io.continuo.api.server;

import java.net.URI;

/**
 * The one line {@code continuo server} prints when it is ready; also what a console needs to
 * connect.
 */
public record ServerReady(URI url, String fingerprint, String tokenFile) {}
