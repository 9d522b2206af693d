package io.continuo.server.http;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.Token;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Tells who sends a request, by token or certificate, and whether they may. */
final class Callers {
    private static final String BEARER = "Bearer ";

    private final Token token;
    private final CertificateBook certificates;

    Callers(Token token, CertificateBook certificates) {
        this.token = token;
        this.certificates = certificates;
    }

    /**
     * @throws io.continuo.api.error.ContinuoException a wrong token, or a certificate that was
     *     revoked
     */
    Caller of(ServerRequest request) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        if (!header.isEmpty()) {
            boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
            if (bearer && token.matches(header.substring(BEARER.length()).trim())) {
                return new Caller.Administrator();
            }
            throw refused("Its token is not this server's.").toException();
        }
        Certificate[] shown = request.remotePeer().tlsCertificates().orElse(new Certificate[0]);
        if (shown.length > 0 && shown[0] instanceof X509Certificate certificate) {
            return new Caller.Component(certificates.owner(certificate));
        }
        return new Caller.Stranger();
    }

    /** What a stranger is told, wherever they knock. */
    static Problem noToken() {
        return refused("It carries no token.");
    }

    /** Refuses who may not use a route. */
    static void check(Caller caller, Route.Access access, Map<String, String> path) {
        boolean may =
                switch (caller) {
                    case Caller.Administrator administrator -> true;
                    case Caller.Component component ->
                            access == Route.Access.ANYONE
                                    || access == Route.Access.COMPONENT
                                            && component
                                                    .id()
                                                    .equals(
                                                            path.getOrDefault(
                                                                    "component", component.id()));
                    case Caller.Stranger stranger -> access == Route.Access.ANYONE;
                };
        if (!may) {
            throw (caller instanceof Caller.Stranger
                            ? noToken()
                            : refused(
                                    "A component's certificate opens that component's paths only."))
                    .toException();
        }
    }

    private static Problem refused(String cause) {
        return Problem.of(
                ErrorCode.UNAUTHORIZED,
                "The request was refused.",
                cause,
                "Give the content of the server's token file: --token-file FILE.");
    }
}
