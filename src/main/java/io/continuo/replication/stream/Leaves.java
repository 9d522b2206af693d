package io.continuo.replication.stream;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes of 128 bits both ends compare in a resync, over leaves of 64 KiB (ARCHITECTURE.md:
 * resync), and where those differ over their pieces of 4 KiB.
 *
 * <p>With a key they are authentication tags of AES-GCM (NIST SP 800-38D) under a key drawn for one
 * comparison: who does not know it cannot make two contents with one tag, chance does so once in
 * 2^116, and the processors of today make them five times as fast as SHA-256. Without a key they
 * are SHA-256 cut to 128 bits, which older ends know.
 */
public final class Leaves {
    /** Bytes of the disk under one leaf; the last one of a disk may be shorter. */
    public static final int BYTES = 64 * 1024;

    /** Bytes of the disk under one piece: what of a differing leaf travels, and what not. */
    public static final int PIECE_BYTES = 4096;

    public static final int HASH_BYTES = 16;
    public static final int KEY_BYTES = 16;

    /** Bytes of a whole leaf's piece hashes. */
    public static final int PIECE_HASHES = BYTES / PIECE_BYTES * HASH_BYTES;

    private static final int NONCE_BYTES = 12;

    private interface Hash {
        void hash(long place, int each, byte[] bytes, int from, int length, byte[] hashes, int at)
                throws GeneralSecurityException;
    }

    private final Hash hash;

    /** By SHA-256. */
    public Leaves() {
        hash = sha256();
    }

    /** With a key of {@link #KEY_BYTES} bytes, drawn for one comparison and known to both ends. */
    public Leaves(byte[] key) {
        hash = tags(key);
    }

    private static Hash sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return (place, each, bytes, from, length, hashes, at) -> {
                digest.update(bytes, from, length);
                System.arraycopy(digest.digest(), 0, hashes, at, HASH_BYTES);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Hash tags(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec secret = new SecretKeySpec(key, "AES");
            byte[] out = new byte[BYTES + HASH_BYTES];
            return (place, each, bytes, from, length, hashes, at) -> {
                // The place and the kind as nonce: the same at both ends, never twice in a row.
                byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(each).putLong(place).array();
                cipher.init(
                        Cipher.ENCRYPT_MODE,
                        secret,
                        new GCMParameterSpec(HASH_BYTES * Byte.SIZE, nonce));
                int tag = cipher.doFinal(bytes, from, length, out, 0) - HASH_BYTES;
                System.arraycopy(out, tag, hashes, at, HASH_BYTES);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * Hashes what is in a row.
     *
     * @param place of the first byte on the disk
     * @param each bytes under one hash, at most {@link #BYTES}; the last may be shorter
     * @param at where the first hash goes in {@code hashes}
     */
    public void hash(
            long place, byte[] bytes, int from, int length, int each, byte[] hashes, int at) {
        try {
            for (int done = 0; done < length; done += each, at += HASH_BYTES) {
                int part = Math.min(each, length - done);
                hash.hash(place + done, each, bytes, from + done, part, hashes, at);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a hash could not be made", e);
        }
    }
}
