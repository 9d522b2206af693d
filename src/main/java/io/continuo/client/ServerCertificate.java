package io.continuo.client;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

import javax.net.ssl.SSLSocket;

/** Asks a server for the certificate it shows, so that a person can compare and then pin it. */
public final class ServerCertificate {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int DEFAULT_PORT = 443;

    /** No certificate has it, so every handshake is refused with what was shown instead. */
    private static final String NOBODY = "0".repeat(64);

    private ServerCertificate() {}

    /**
     * Nothing is sent to the server beyond the beginning of a handshake, and nothing is trusted.
     *
     * @param url for instance {@code https://host:8443}
     * @return SHA-256 of its certificate authority, 64 hex digits
     * @throws io.continuo.api.error.ContinuoException if it cannot be reached or does not speak TLS
     */
    public static String fingerprintShownBy(URI url) {
        int port = url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
        if (url.getHost() == null) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The address is not one of a server.",
                            "It names no host: " + url,
                            "Give it as https://HOST:PORT.")
                    .toException();
        }
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(url.getHost(), port), Math.toIntExact(LIMIT.toMillis()));
            plain.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            try (SSLSocket socket =
                    (SSLSocket)
                            new PinnedTrust(NOBODY)
                                    .socketFactory()
                                    .createSocket(plain, url.getHost(), port, true)) {
                socket.startHandshake();
            }
            throw new IOException("the server showed no certificate");
        } catch (IOException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof PinnedTrust.FingerprintMismatchException mismatch) {
                    return mismatch.shown();
                }
            }
            throw Problem.of(
                            ErrorCode.SERVER_UNREACHABLE,
                            "No configuration server answers at " + url + ".",
                            "The connection failed: " + e.getMessage(),
                            "Check the address; start the server with: continuo server --data DIR.")
                    .toException(e);
        }
    }
}
