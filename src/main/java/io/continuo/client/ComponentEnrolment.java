package io.continuo.client;

import com.fasterxml.jackson.core.type.TypeReference;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.IssuedCertificate;
import io.continuo.api.component.JoinRequest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a component comes to its certificate: it trusts the server by the fingerprint a person gave
 * it, and the server trusts it by the passphrase.
 *
 * @param url of the configuration server
 * @param fingerprint SHA-256 of the server's certificate authority
 * @param token an administrator's, which stands for a passphrase; usually none: empty
 */
public record ComponentEnrolment(URI url, String fingerprint, String token) {
    private static final TypeReference<IssuedCertificate> ISSUED = new TypeReference<>() {};

    /** By passphrase. */
    public ComponentEnrolment(URI url, String fingerprint) {
        this(url, fingerprint, "");
    }

    /** Who wants to be enrolled, and as what. */
    public record Applicant(
            String name, List<ComponentRole> roles, String siteId, String version) {}

    /**
     * Enrols, and keeps key and certificate in {@code directory}.
     *
     * @throws io.continuo.api.error.ContinuoException the server is not the one pinned, cannot be
     *     reached, or refuses
     * @throws IOException the directory cannot be written
     */
    public ComponentIdentity join(Applicant applicant, String passphrase, Path directory)
            throws IOException {
        try (Rest rest = new Rest(new ServerAddress(url, fingerprint, token), false)) {
            return ComponentIdentity.make(
                    directory,
                    request ->
                            rest.send(
                                    "POST",
                                    rest.url(ApiPaths.ENROLMENTS).build(),
                                    new JoinRequest(
                                            applicant.name(),
                                            applicant.roles(),
                                            applicant.siteId(),
                                            applicant.version(),
                                            passphrase,
                                            request),
                                    ISSUED));
        }
    }

    /** A client that shows the component's certificate. */
    public ComponentClient client(ComponentIdentity identity) {
        return new HttpComponentClient(
                new ServerAddress(url, fingerprint, ""), Optional.of(identity));
    }
}
