package io.continuo.replication.journal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one protection's journal. It never encrypts anything itself: every segment has a key
 * of its own, derived with the segment's random salt (HKDF-SHA256, RFC 5869). So even a journal
 * that went on from a restored copy never uses a key and nonce twice.
 */
public final class DataKey {
    private static final int KEY_BYTES = 32;

    private final byte[] secret;
    private final UUID streamId;

    /**
     * @param base64 256 bits
     * @throws IllegalArgumentException not base64, or another length
     */
    public DataKey(String base64, UUID streamId) {
        this.secret = Base64.getDecoder().decode(base64);
        this.streamId = streamId;
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("a data key has 256 bits");
        }
    }

    /** The AES key of one segment. */
    public SecretKey segmentKey(long segment, byte[] salt) {
        return new SecretKeySpec(derive("segment", segment, salt, KEY_BYTES), "AES");
    }

    /** Tells this key from any other without telling anything about it. */
    byte[] fingerprint() {
        return derive("fingerprint", 0, new byte[0], 16);
    }

    private byte[] derive(String use, long number, byte[] salt, int length) {
        byte[] info =
                ByteBuffer.allocate(64)
                        .put(("continuo " + use).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .putLong(streamId.getMostSignificantBits())
                        .putLong(streamId.getLeastSignificantBits())
                        .putLong(number)
                        .array();
        try {
            KDF kdf = KDF.getInstance("HKDF-SHA256");
            return kdf.deriveData(
                    HKDFParameterSpec.ofExtract()
                            .addIKM(secret)
                            .addSalt(salt)
                            .thenExpand(info, length));
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(GeneralSecurityException e) {
        return new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
    }

    @Override
    public String toString() {
        return "DataKey[" + streamId + "]";
    }
}
