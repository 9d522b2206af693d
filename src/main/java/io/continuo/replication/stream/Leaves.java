package io.continuo.replication.stream;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Leaf hashes both ends compare in a resync: SHA-256 cut to 128 bits over 64 KiB (ARCHITECTURE.md:
 * resync).
 */
public final class Leaves {
    /** Bytes of the disk under one leaf; the last one of a disk may be shorter. */
    public static final int BYTES = 64 * 1024;

    public static final int HASH_BYTES = 16;

    private final MessageDigest digest;

    public Leaves() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Hashes one leaf's bytes into {@code hashes} at {@code at}. */
    public void hash(byte[] bytes, int from, int length, byte[] hashes, int at) {
        digest.update(bytes, from, length);
        System.arraycopy(digest.digest(), 0, hashes, at, HASH_BYTES);
    }
}
