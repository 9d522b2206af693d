package io.continuo.client;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.security.cert.CertificateException;
import java.util.Locale;

import javax.net.ssl.SSLException;

/**
 * What TLS says when the other side does not take our certificate (RFC 8446, section 6.2). The JDK
 * tells it in the exception's text only.
 */
public final class CertificateAlert {
    private CertificateAlert() {}

    /** Whether the other side refused our certificate. */
    public static boolean is(SSLException e) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("received fatal alert")
                && (text.contains("certificate") || text.contains("unknown_ca"));
    }

    /** Whether we refused the other side's. */
    public static boolean isOurs(SSLException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param who was refused by us, as the beginning of a sentence
     */
    public static Problem theirProblem(String who, SSLException e) {
        return Problem.of(
                ErrorCode.CERTIFICATE_REFUSED,
                who + " is not trusted.",
                "Its certificate has expired, or another configuration server gave it: "
                        + e.getMessage()
                        + ".",
                "See that the address is the right component's, and that both clocks are right;"
                        + " else enrol that component anew.");
    }

    /**
     * @param who refused, as the beginning of a sentence
     */
    public static Problem problem(String who, SSLException e) {
        return Problem.of(
                ErrorCode.CERTIFICATE_REFUSED,
                who + " does not take this component's certificate.",
                "It has expired, or another configuration server gave it: " + e.getMessage() + ".",
                "Enrol the component anew: delete its identity.json, and start it with a new"
                        + " passphrase.");
    }
}
