package io.continuo.api.component;

import java.util.List;

/**
 * A component in a process of its own asks for a certificate: the only request that needs none.
 *
 * @param name stable for this component, and nobody else's
 * @param roles what it will do; its certificate names them, and its peers check them
 * @param siteId {@code primary} or {@code recovery}
 * @param passphrase made by {@link PassphraseRequest}
 * @param signingRequest PKCS#10 (RFC 2986) over its own key, DER, base64; its subject is not looked
 *     at
 */
public record JoinRequest(
        String name,
        List<ComponentRole> roles,
        String siteId,
        String version,
        String passphrase,
        String signingRequest) {
    @Override
    public String toString() {
        return "JoinRequest[" + name + ", " + roles + "]";
    }
}
