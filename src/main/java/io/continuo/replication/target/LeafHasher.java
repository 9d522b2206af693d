package io.continuo.replication.target;

import io.continuo.replication.stream.Leaves;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hashes of a disk's leaves; leaves known to be zeros are not read. */
final class LeafHasher {
    private final Leaves leaves = new Leaves();
    private final byte[] leaf = new byte[Leaves.BYTES];
    private final byte[] zeroHash = new byte[Leaves.HASH_BYTES];

    LeafHasher() {
        leaves.hash(leaf, 0, leaf.length, zeroHash, 0);
    }

    byte[] hash(PointDisk disk, long offset, long length) throws IOException {
        int count = Math.toIntExact((length + Leaves.BYTES - 1) / Leaves.BYTES);
        byte[] hashes = new byte[count * Leaves.HASH_BYTES];
        for (int i = 0; i < count; i++) {
            long at = offset + (long) i * Leaves.BYTES;
            int bytes = (int) Math.min(Leaves.BYTES, offset + length - at);
            if (bytes == Leaves.BYTES && isHole(disk, at, bytes)) {
                System.arraycopy(zeroHash, 0, hashes, i * Leaves.HASH_BYTES, Leaves.HASH_BYTES);
            } else {
                disk.read(at, ByteBuffer.wrap(leaf, 0, bytes));
                leaves.hash(leaf, 0, bytes, hashes, i * Leaves.HASH_BYTES);
            }
        }
        return hashes;
    }

    private static boolean isHole(PointDisk disk, long offset, int length) {
        boolean[] zero = {true};
        disk.extents(offset, length, (bytes, hole, zeros) -> zero[0] &= zeros);
        return zero[0];
    }
}
