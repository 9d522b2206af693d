package io.continuo.client;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A new key (EC P-256) and the request to sign it (PKCS#10). The key never leaves this computer.
 *
 * @param signingRequest DER, base64
 */
record KeyRequest(KeyPair pair, String signingRequest) {
    static KeyRequest make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] request =
                    new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=component"), pair.getPublic())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(pair.getPrivate()))
                            .getEncoded();
            return new KeyRequest(pair, Base64.getEncoder().encodeToString(request));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("EC keys are missing from this JDK", e);
        }
    }

    @Override
    public String toString() {
        return "KeyRequest";
    }
}
