package io.continuo.server.domain;

import java.security.SecureRandom;

/** New ids: a letter that says of what, and 64 random bits, short enough to read out. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next(String kind) {
        return kind + "-" + Long.toUnsignedString(RANDOM.nextLong() & Long.MAX_VALUE, 36);
    }
}
