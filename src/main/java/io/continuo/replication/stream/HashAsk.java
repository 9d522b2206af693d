package io.continuo.replication.stream;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Asks a target for hashes of a disk's newest durable state; JSON on a line. A receiver is asked
 * for pieces, and with a key, only where its welcome offers that.
 *
 * @param offset and {@code length}: multiples of {@link Leaves#BYTES}, but for the end of the disk;
 *     the answer is {@link Leaves#HASH_BYTES} a leaf, in order
 * @param leaves where that is not empty, offset and length count for nothing: the answer is about
 *     the pieces of the leaves that start there, rising, {@link Leaves#PIECE_HASHES} bytes a leaf,
 *     the rest of a short one zeros
 * @param key hexadecimal, of {@link Leaves#Leaves(byte[])}; empty for SHA-256
 */
public record HashAsk(int disk, long offset, long length, List<Long> leaves, String key) {
    public HashAsk {
        leaves = leaves == null ? List.of() : leaves;
        key = key == null ? "" : key;
    }

    /** Of the leaves of a range, by SHA-256: what every receiver can answer. */
    public static HashAsk range(int disk, long offset, long length) {
        return new HashAsk(disk, offset, length, List.of(), "");
    }

    /** Of the leaves of a range. */
    public static HashAsk range(int disk, long offset, long length, byte[] key) {
        return new HashAsk(disk, offset, length, List.of(), HexFormat.of().formatHex(key));
    }

    /** Of the pieces of some leaves. */
    public static HashAsk pieces(int disk, List<Long> leaves, byte[] key) {
        return new HashAsk(disk, 0, 0, leaves, HexFormat.of().formatHex(key));
    }

    /** Makes the hashes that are asked for. */
    public Leaves hasher() {
        byte[] bytes = HexFormat.of().parseHex(key);
        return bytes.length == 0
                ? new Leaves()
                : new Leaves(Arrays.copyOf(bytes, Leaves.KEY_BYTES));
    }
}
