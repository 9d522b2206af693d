package io.continuo.client;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Looks at the certificate a server shows, before anything is trusted or sent. */
public final class ServerProbe {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int HTTPS_PORT = 443;

    private ServerProbe() {}

    /**
     * SHA-256 of the certificate authority a server shows, 64 hex digits, for a person to compare
     * with what the server printed.
     *
     * @throws io.continuo.api.error.ContinuoException nobody answers there, or not with TLS
     */
    public static String fingerprint(URI url) {
        AtomicReference<String> shown = new AtomicReference<>("");
        int port = url.getPort() < 0 ? HTTPS_PORT : url.getPort();
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(String.valueOf(url.getHost()), port),
                    (int) LIMIT.toMillis());
            plain.setSoTimeout((int) LIMIT.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking(shown)}, null);
            try (SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(plain, url.getHost(), port, true)) {
                socket.startHandshake();
            }
        } catch (IOException | GeneralSecurityException e) {
            if (shown.get().isEmpty()) {
                throw unreachable(url, e).toException(e);
            }
        }
        return shown.get();
    }

    private static Problem unreachable(URI url, Exception e) {
        return Problem.of(
                ErrorCode.SERVER_UNREACHABLE,
                "No configuration server answers at " + url + ".",
                "The connection failed: " + e.getMessage(),
                "Check the address and port as the server printed them, and that nothing between blocks the port.",
                url.toString());
    }

    /**
     * Remembers the chain's authority and lets the handshake fail: this connection is for looking
     * only.
     */
    private record Looking(AtomicReference<String> shown) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            shown.set(PinnedTrust.fingerprintOf(chain[chain.length - 1]));
            throw new CertificateException("looked at, not trusted");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType)
                throws CertificateException {
            throw new CertificateException("clients are not checked here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
