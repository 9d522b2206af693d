package io.continuo.server.auth;

import io.continuo.server.store.PrivateFiles;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Certificates and keys as PEM files only their owner may read. */
final class Pem {
    private Pem() {}

    static void write(Path file, Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(
                        object instanceof PrivateKey key
                                ? new JcaPKCS8Generator(key, null)
                                : object);
            }
        }
        PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (PEMParser parser = open(file)) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
        }
        throw new GeneralSecurityException(file + " holds no certificate");
    }

    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        try (PEMParser parser = open(file)) {
            if (parser.readObject() instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
        }
        throw new GeneralSecurityException(file + " holds no private key");
    }

    private static PEMParser open(Path file) throws IOException {
        Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        return new PEMParser(reader);
    }
}
