package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ComponentIdentity;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS 1.3, both sides with a certificate of the same configuration server. TLS sees to authority
 * and dates; then the roles in the certificate and the list of revoked ones decide.
 */
public final class MutualTls implements LineSecurity {
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int FAREWELL_BYTES = 1 << 20;
    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final ComponentIdentity identity;
    private final Distrusted distrusted;

    /**
     * @param memory file that keeps which certificates were revoked
     */
    public MutualTls(ComponentIdentity identity, Path memory) throws IOException {
        this.identity = identity;
        this.distrusted = new Distrusted(memory);
    }

    /** Revoked certificates, by serial number in hex; open wires to their owners end now. */
    public void distrust(List<String> serials) {
        distrusted.replace(serials);
    }

    @Override
    public Wire dialled(Socket socket) throws IOException {
        try {
            return secured(socket, tls(socket, true));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public Wire accepted(Socket socket) throws IOException {
        try {
            return secured(socket, tls(socket, false));
        } catch (IOException e) {
            farewell(socket);
            throw e;
        }
    }

    /**
     * A context for each: a session resumed from before a renewal would show the old certificate.
     */
    private SSLSocket tls(Socket socket, boolean dialled) throws IOException {
        SSLSocket tls =
                (SSLSocket)
                        context()
                                .getSocketFactory()
                                .createSocket(socket, null, socket.getPort(), false);
        tls.setUseClientMode(dialled);
        tls.setNeedClientAuth(!dialled);
        tls.setEnabledProtocols(PROTOCOLS);
        socket.setSoTimeout(Math.toIntExact(HANDSHAKE_LIMIT.toMillis()));
        tls.startHandshake();
        socket.setSoTimeout(0);
        return tls;
    }

    private SSLContext context() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", identity.authority());
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identity.keys()}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up", e);
        }
    }

    private Wire secured(Socket socket, SSLSocket tls) throws IOException {
        X509Certificate shown = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        String serial = shown.getSerialNumber().toString(16);
        Wire wire = new Wire(socket, tls.getInputStream(), tls.getOutputStream());
        distrusted.opened(wire, serial);
        return wire.known(
                new Wire.Peer() {
                    @Override
                    public void demand(ComponentRole role) {
                        check(shown, serial, role);
                    }

                    @Override
                    public void gone() {
                        distrusted.closed(wire);
                    }
                });
    }

    private void check(X509Certificate shown, String serial, ComponentRole role) {
        if (distrusted.contains(serial)) {
            throw Problem.of(
                            ErrorCode.COMPONENT_REVOKED,
                            "The line was refused.",
                            "The certificate of " + id(shown) + " was revoked.",
                            "If the component is to come back, enrol it anew.",
                            id(shown))
                    .toException();
        }
        try {
            shown.checkValidity();
        } catch (CertificateException e) {
            throw refused("The certificate of " + id(shown) + " is not valid now.").toException(e);
        }
        if (!roles(shown).contains(role.name())) {
            throw refused("The certificate of " + id(shown) + " is not one of a " + role + ".")
                    .toException();
        }
    }

    private static Problem refused(String cause) {
        return Problem.of(
                ErrorCode.CERTIFICATE_REFUSED,
                "The line was refused.",
                cause,
                "See that the address is the right component's, and that both clocks are right.");
    }

    private static String id(X509Certificate shown) {
        return String.join(",", values(shown, BCStyle.CN));
    }

    private static Set<String> roles(X509Certificate shown) {
        return values(shown, BCStyle.OU);
    }

    private static Set<String> values(
            X509Certificate shown, org.bouncycastle.asn1.ASN1ObjectIdentifier attribute) {
        RDN[] parts =
                X500Name.getInstance(shown.getSubjectX500Principal().getEncoded())
                        .getRDNs(attribute);
        return Arrays.stream(parts)
                .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The other side is to read why: closing with its bytes unread would take that from it. */
    private static void farewell(Socket socket) throws IOException {
        try (socket) {
            socket.shutdownOutput();
            socket.setSoTimeout(Math.toIntExact(FAREWELL.toMillis()));
            InputStream in = socket.getInputStream();
            byte[] rest = new byte[8192];
            int total = 0;
            int read = in.read(rest);
            while (read >= 0 && total < FAREWELL_BYTES) {
                total += read;
                read = in.read(rest);
            }
        } catch (IOException e) {
            // It hung up, or says nothing: all the same, it was told.
            socket.close();
        }
    }
}
