package io.continuo.replication.journal;

import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts nothing in particular until the JVM has compiled AES-GCM. Cold, a journal
 * takes a fortieth of what it takes warm, for seconds (reference/datapath.md).
 */
public final class CipherWarmup {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int ROUND = 200;
    private static final int BYTES = 4096;
    private static final int TAG_BITS = RecordPrefix.TAG_BYTES * 8;

    /** So often is called before the last compiler looks at it (HotSpot: Tier4 thresholds). */
    private static final int LEAST_ROUNDS = 80;

    /** It is warm when this many rounds brought nothing more. */
    private static final int QUIET_ROUNDS = 20;

    /** Longer than what the JDK encrypts in one piece, so that this path is compiled in as well. */
    private static final int LONG_BYTES = (1 << 20) + BYTES;

    private final byte[] buffer = new byte[LONG_BYTES + RecordPrefix.TAG_BYTES];
    private final byte[] nonce = new byte[12];
    private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");

    private CipherWarmup() {}

    /** Takes a few hundred milliseconds the first time, at most two seconds. */
    public static void run() {
        CipherWarmup warmup = new CipherWarmup();
        long end = System.nanoTime() + LONGEST.toNanos();
        try {
            double best = 0;
            int bestRound = 0;
            for (int round = 0; System.nanoTime() < end; round++) {
                if (round % LEAST_ROUNDS == 0) {
                    warmup.rate(round, 1, LONG_BYTES);
                }
                double rate = warmup.rate(round, ROUND, BYTES);
                if (rate > best * 1.1) {
                    best = rate;
                    bestRound = round;
                }
                if (round - Math.max(LEAST_ROUNDS, bestRound) > QUIET_ROUNDS) {
                    return;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private double rate(int round, int times, int bytes) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            nonce[0] = (byte) i;
            nonce[1] = (byte) round;
            nonce[2] = (byte) (round >>> 8);
            GCMParameterSpec parameters = new GCMParameterSpec(TAG_BITS, nonce);
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
            cipher.updateAAD(nonce);
            cipher.doFinal(buffer, 0, bytes, buffer, 0);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            cipher.updateAAD(nonce);
            cipher.doFinal(buffer, 0, bytes + RecordPrefix.TAG_BYTES, buffer, 0);
        }
        return 2.0 * times * bytes / (System.nanoTime() - start);
    }
}
