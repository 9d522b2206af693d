package io.continuo.server.auth;

import io.continuo.server.store.DataDirectory;
import io.continuo.server.store.PrivateFiles;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who the server is on TLS: a certificate authority made at the first start, pinned by clients, and
 * a certificate under it that is renewed in time.
 */
public final class ServerIdentity {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(20 * 365);
    private static final Duration LEAF_LIFE = Duration.ofDays(397);

    /** A certificate this near its end is renewed. */
    private static final Duration RENEW_WITHIN = Duration.ofDays(30);

    private final Path directory;
    private final String bindAddress;
    private final Clock clock;
    private final CertificateMaker maker = new CertificateMaker();
    private final Issued authority;
    private Issued leaf;

    private ServerIdentity(Path directory, String bindAddress, Clock clock)
            throws IOException, GeneralSecurityException {
        this.directory = directory;
        this.bindAddress = bindAddress;
        this.clock = clock;
        PrivateFiles.makeDirectory(directory);
        this.authority = authority();
        this.leaf = leaf();
    }

    public static ServerIdentity open(DataDirectory data, String bindAddress, Clock clock)
            throws IOException, GeneralSecurityException {
        return new ServerIdentity(data.file("tls"), bindAddress, clock);
    }

    /** SHA-256 of the authority's certificate: 64 hex digits. */
    public String fingerprint() throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(authority.certificate().getEncoded()));
    }

    /** Makes a new certificate if the present one nears its end; says whether it did. */
    public synchronized boolean renew() throws IOException, GeneralSecurityException {
        if (fresh(leaf.certificate())) {
            return false;
        }
        leaf = issue();
        return true;
    }

    public synchronized SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "server",
                leaf.key(),
                new char[0],
                new X509Certificate[] {leaf.certificate(), authority.certificate()});
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), componentTrust(), null);
        return context;
    }

    /** A client that shows a certificate shows one of this authority, or is not let in. */
    private TrustManager[] componentTrust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    public X509Certificate authorityCertificate() {
        return authority.certificate();
    }

    /** A certificate over a component's own key, from now on. */
    X509Certificate issue(X500Name subject, PublicKey key, Duration life)
            throws GeneralSecurityException {
        return maker.component(authority, subject, key, clock.instant(), life);
    }

    private Issued authority() throws IOException, GeneralSecurityException {
        Path certificate = directory.resolve("ca.pem");
        Path key = directory.resolve("ca.key");
        if (Files.exists(certificate) && Files.exists(key)) {
            return new Issued(Pem.certificate(certificate), Pem.key(key));
        }
        Issued made = maker.authority("Continuo", clock.instant(), AUTHORITY_LIFE);
        Pem.write(key, made.key());
        Pem.write(certificate, made.certificate());
        return made;
    }

    private Issued leaf() throws IOException, GeneralSecurityException {
        Path certificate = directory.resolve("server.pem");
        Path key = directory.resolve("server.key");
        if (Files.exists(certificate) && Files.exists(key)) {
            Issued stored = new Issued(Pem.certificate(certificate), Pem.key(key));
            if (fresh(stored.certificate()) && ours(stored)) {
                return stored;
            }
        }
        return issue();
    }

    /** Key first: a server killed between the two finds a pair that does not match, and renews. */
    private Issued issue() throws IOException, GeneralSecurityException {
        Issued made = maker.server(authority, names(), clock.instant(), LEAF_LIFE);
        Pem.write(directory.resolve("server.key"), made.key());
        Pem.write(directory.resolve("server.pem"), made.certificate(), authority.certificate());
        return made;
    }

    private boolean fresh(X509Certificate certificate) throws GeneralSecurityException {
        return clock.instant().plus(RENEW_WITHIN).isBefore(certificate.getNotAfter().toInstant())
                && namesOf(certificate).containsAll(values(names()));
    }

    private boolean ours(Issued stored) {
        try {
            stored.certificate().verify(authority.certificate().getPublicKey());
            java.security.Signature probe = java.security.Signature.getInstance("SHA256withECDSA");
            probe.initSign(stored.key());
            probe.update(new byte[1]);
            byte[] signed = probe.sign();
            probe.initVerify(stored.certificate());
            probe.update(new byte[1]);
            return probe.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Collection<GeneralName> names() {
        Set<GeneralName> names = new LinkedHashSet<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        try {
            names.add(
                    new GeneralName(GeneralName.dNSName, InetAddress.getLocalHost().getHostName()));
        } catch (java.net.UnknownHostException e) {
            // A host without a name is reached by address.
            return names;
        }
        if (bindAddress.matches("[0-9.]+") && !bindAddress.equals("0.0.0.0")) {
            names.add(new GeneralName(GeneralName.iPAddress, bindAddress));
        }
        return names;
    }

    private static Set<String> values(Collection<GeneralName> names) {
        Set<String> values = new LinkedHashSet<>();
        for (GeneralName name : names) {
            if (name.getTagNo() == GeneralName.dNSName) {
                values.add(name.getName().toString());
            }
        }
        return values;
    }

    private static Set<String> namesOf(X509Certificate certificate)
            throws GeneralSecurityException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        Set<String> names = new LinkedHashSet<>();
        if (alternatives != null) {
            alternatives.forEach(entry -> names.add(entry.get(1).toString()));
        }
        return names;
    }
}
