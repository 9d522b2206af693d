package io.continuo.client;

import io.continuo.api.component.IssuedCertificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Who a component in a process of its own is: its key, its certificate, and the authority it was
 * enrolled under. What it gives to TLS follows renewals by itself.
 */
public final class ComponentIdentity {
    private static final String KEY_TYPE = "EC";

    private record Held(IssuedCertificate issued, PrivateKey key, X509Certificate[] chain) {
        String alias() {
            return chain[0].getSerialNumber().toString(16);
        }
    }

    private final IdentityFile file;
    private volatile Held held;
    private volatile Held before;

    private ComponentIdentity(IdentityFile file, Held held) {
        this.file = file;
        this.held = held;
        this.before = held;
    }

    /**
     * The identity kept in a component's directory, if it has enrolled.
     *
     * @throws IOException the file is damaged
     */
    public static Optional<ComponentIdentity> load(Path directory) throws IOException {
        IdentityFile file = new IdentityFile(directory);
        Optional<IdentityFile.Stored> stored = file.read();
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(KEY_TYPE)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(stored.get().key())));
            return Optional.of(new ComponentIdentity(file, hold(stored.get().issued(), key)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the component's identity file is damaged", e);
        }
    }

    /** Makes a key, has it certified and keeps both. */
    static ComponentIdentity make(Path directory, Function<String, IssuedCertificate> certify)
            throws IOException {
        IdentityFile file = new IdentityFile(directory);
        KeyRequest request = KeyRequest.make();
        IssuedCertificate issued = certify.apply(request.signingRequest());
        file.write(issued, request.pair().getPrivate());
        return new ComponentIdentity(file, held(issued, request.pair().getPrivate()));
    }

    /** Has a new key certified, and uses it from now on; the old one goes on where it is in use. */
    synchronized void renew(Function<String, IssuedCertificate> certify) throws IOException {
        KeyRequest request = KeyRequest.make();
        IssuedCertificate issued = certify.apply(request.signingRequest());
        Held fresh = held(issued, request.pair().getPrivate());
        file.write(issued, fresh.key());
        before = held;
        held = fresh;
    }

    private static Held held(IssuedCertificate issued, PrivateKey key) throws IOException {
        try {
            return hold(issued, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the server's certificate cannot be read", e);
        }
    }

    private static Held hold(IssuedCertificate issued, PrivateKey key)
            throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate[] chain = new X509Certificate[2];
        String[] texts = {issued.certificate(), issued.authority()};
        for (int i = 0; i < texts.length; i++) {
            chain[i] =
                    (X509Certificate)
                            factory.generateCertificate(
                                    new ByteArrayInputStream(Base64.getDecoder().decode(texts[i])));
        }
        return new Held(issued, key, chain);
    }

    public String componentId() {
        return held.issued().componentId();
    }

    /** When the certificate is to be renewed. */
    public Instant renewAt() {
        return held.issued().renewAt();
    }

    public Instant expiresAt() {
        return held.issued().expiresAt();
    }

    /** The authority whose certificates are trusted. */
    public X509Certificate authority() {
        return held.chain()[1];
    }

    public X509Certificate certificate() {
        return held.chain()[0];
    }

    /** Shows the present certificate to whoever asks. */
    public X509ExtendedKeyManager keys() {
        return new Keys();
    }

    private Optional<Held> find(String alias) {
        return Arrays.stream(new Held[] {held, before})
                .filter(one -> one.alias().equals(alias))
                .findFirst();
    }

    private final class Keys extends X509ExtendedKeyManager {
        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return Arrays.asList(types).contains(KEY_TYPE) ? held.alias() : null;
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal[] issuers, SSLEngine engine) {
            return chooseClientAlias(types, issuers, null);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return type.equals(KEY_TYPE) ? held.alias() : null;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            return chooseServerAlias(type, issuers, null);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return find(alias).map(one -> one.chain().clone()).orElse(null);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return find(alias).map(Held::key).orElse(null);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {held.alias()};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[] {held.alias()};
        }
    }
}
