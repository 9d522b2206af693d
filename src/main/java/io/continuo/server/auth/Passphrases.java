package io.continuo.server.auth;

import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.Passphrase;
import io.continuo.server.domain.Refusals;
import io.continuo.server.store.PassphraseStore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Passphrases components enrol with: 100 random bits, shown once, kept as a digest. For so many
 * bits a plain SHA-256 is as good as a slow hash, and guessing over the network is hopeless.
 */
public final class Passphrases {
    /** Crockford's base 32: no letter that reads like a digit. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUPS = 5;
    private static final int GROUP = 4;
    private static final Duration LONGEST = Duration.ofDays(30);

    /** An expired one is remembered for so long, so that whoever uses it is told it expired. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final PassphraseStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Passphrases(PassphraseStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public EnrolmentPassphrase make(PassphraseRequest request) {
        if (request.validSeconds() < 1 || request.validSeconds() > LONGEST.toSeconds()) {
            throw Refusals.badRequest(
                            "The passphrase cannot be made.",
                            "It would be valid for " + request.validSeconds() + " s.",
                            "Give from 1 second to " + LONGEST.toDays() + " days.")
                    .toException();
        }
        StringBuilder words = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            words.append(group == 0 ? "" : "-");
            for (int i = 0; i < GROUP; i++) {
                words.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        Instant expires = clock.instant().plusSeconds(request.validSeconds());
        store.insert(
                new Passphrase(
                        digest(words.toString()),
                        expires,
                        request.once(),
                        java.util.Optional.empty()));
        return new EnrolmentPassphrase(words.toString(), expires, request.once());
    }

    /**
     * Looks whether a passphrase opens the door now, without using it.
     *
     * @throws io.continuo.api.error.ContinuoException it is wrong, expired or used
     */
    public void check(String offered, String component) {
        Passphrase known =
                store.find(digest(offered)).orElseThrow(() -> wrong(component).toException());
        if (!clock.instant().isBefore(known.expiresAt())) {
            throw expired(component, known).toException();
        }
        if (known.once() && known.usedBy().isPresent()) {
            throw used(component, known).toException();
        }
    }

    /**
     * Uses a passphrase for a component; of two who try at once with one for a single component,
     * one is refused.
     */
    public void use(String offered, String component) {
        check(offered, component);
        if (!store.use(digest(offered), component, clock.instant())) {
            check(offered, component);
            throw wrong(component).toException();
        }
    }

    /** Forgets those nobody will ask for any more. */
    public void prune() {
        store.deleteExpired(clock.instant().minus(REMEMBERED));
    }

    private static String digest(String offered) {
        String normal = offered.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(normal.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", e);
        }
    }

    private static Problem wrong(String component) {
        return Problem.of(
                ErrorCode.PASSPHRASE_WRONG,
                "The component " + component + " was not enrolled.",
                "Its passphrase is none of this configuration server's.",
                "Make one on the server with: continuo passphrase, and give it within its time.",
                component);
    }

    private static Problem expired(String component, Passphrase known) {
        return Problem.of(
                ErrorCode.PASSPHRASE_EXPIRED,
                "The component " + component + " was not enrolled.",
                "Its passphrase expired at " + known.expiresAt() + ".",
                "Make a new one on the server with: continuo passphrase.",
                component);
    }

    private static Problem used(String component, Passphrase known) {
        return Problem.of(
                ErrorCode.PASSPHRASE_USED,
                "The component " + component + " was not enrolled.",
                "Its passphrase is for one component, and "
                        + known.usedBy().orElse("another")
                        + " has used it.",
                "Make a new one with: continuo passphrase. If nobody of yours used this one, also"
                        + " run: continuo revoke "
                        + known.usedBy().orElse("NAME")
                        + ".",
                component);
    }
}
