package io.continuo.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts exactly the certificate authority whose fingerprint was shown to the user; the host name
 * is not what identifies a server here.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final String fingerprint;

    PinnedTrust(String fingerprint) {
        this.fingerprint = normal(fingerprint);
    }

    SSLSocketFactory socketFactory() {
        return socketFactory(Optional.empty());
    }

    /**
     * @param keys shown to a server that asks for a certificate
     */
    SSLSocketFactory socketFactory(Optional<X509ExtendedKeyManager> keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.map(one -> new KeyManager[] {one}).orElse(null),
                    new TrustManager[] {this},
                    null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is missing from this JDK", e);
        }
    }

    static String normal(String fingerprint) {
        return fingerprint.replace(":", "").trim().toLowerCase(Locale.ROOT);
    }

    private void check(X509Certificate[] chain, String authType) throws CertificateException {
        for (X509Certificate certificate : chain) {
            if (fingerprintOf(certificate).equals(fingerprint)) {
                checkUnder(certificate, chain, authType);
                return;
            }
        }
        throw new FingerprintMismatchException(
                chain.length == 0 ? "none" : fingerprintOf(chain[chain.length - 1]));
    }

    private static void checkUnder(
            X509Certificate authority, X509Certificate[] chain, String authType)
            throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("pinned", authority);
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager strict) {
                    strict.checkServerTrusted(chain, authType);
                    return;
                }
            }
            throw new CertificateException("no X.509 trust manager");
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw e instanceof CertificateException c ? c : new CertificateException(e);
        }
    }

    static String fingerprintOf(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("clients are not checked here: " + Arrays.toString(chain));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("clients are not checked here");
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

    /** The server showed another certificate authority than the pinned one. */
    static final class FingerprintMismatchException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final String shown;

        FingerprintMismatchException(String shown) {
            super("the server shows " + shown);
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }
}
