package io.continuo.server.auth;

import io.continuo.server.domain.Refusals;

import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/**
 * A PKCS#10 request (RFC 2986), checked: whoever made it has the key it is over.
 *
 * @param key EC, 256 bits or more
 */
record SigningRequest(PublicKey key) {
    private static final int LEAST_BITS = 256;

    /**
     * @param text DER, base64
     * @throws io.continuo.api.error.ContinuoException it is not one, or its key is not ours to sign
     */
    static SigningRequest read(String text) {
        try {
            PKCS10CertificationRequest request =
                    new PKCS10CertificationRequest(Base64.getDecoder().decode(text));
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            boolean signed =
                    request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
            boolean strong =
                    key instanceof ECPublicKey curve
                            && curve.getParams().getCurve().getField().getFieldSize() >= LEAST_BITS;
            if (signed && strong) {
                return new SigningRequest(key);
            }
            throw refused(null);
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException
                | IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(Exception e) {
        return Refusals.badRequest(
                        "The certificate cannot be made.",
                        "The signing request is not PKCS#10 over an EC key of 256 bits or more, in"
                                + " DER and base64, signed by that key.",
                        "Use continuo of this version to enrol.")
                .toException(e);
    }
}
