package io.continuo.api.component;

import java.time.Instant;

/**
 * A passphrase as made. The server keeps a digest only: this is the one time it is shown.
 *
 * @param passphrase five groups of four letters and digits; case, spaces and hyphens do not matter
 * @param expiresAt it opens nothing from then on
 * @param once whether only one component may use it
 */
public record EnrolmentPassphrase(String passphrase, Instant expiresAt, boolean once) {
    @Override
    public String toString() {
        return "EnrolmentPassphrase[until " + expiresAt + "]";
    }
}
