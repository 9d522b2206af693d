package io.continuo.replication.target;

import io.continuo.replication.stream.Leaves;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hashes of a disk's leaves; leaves known to be zeros are not read. */
final class LeafHasher {
    /** Read at once: a record holds changes of many leaves. */
    private static final int WINDOW = 64 * Leaves.BYTES;

    private final Leaves leaves = new Leaves();
    private final byte[] window;
    private final byte[] zeroHash = new byte[Leaves.HASH_BYTES];

    LeafHasher() {
        window = new byte[WINDOW];
        leaves.hash(window, 0, Leaves.BYTES, zeroHash, 0);
    }

    byte[] hash(PointDisk disk, long offset, long length) throws IOException {
        int count = Math.toIntExact((length + Leaves.BYTES - 1) / Leaves.BYTES);
        byte[] hashes = new byte[count * Leaves.HASH_BYTES];
        for (long done = 0; done < length; done += WINDOW) {
            int bytes = (int) Math.min(WINDOW, length - done);
            boolean zeros = isHole(disk, offset + done, bytes);
            if (!zeros) {
                disk.read(offset + done, ByteBuffer.wrap(window, 0, bytes));
            }
            for (int at = 0; at < bytes; at += Leaves.BYTES) {
                int leaf = Math.min(Leaves.BYTES, bytes - at);
                int to = (int) ((done + at) / Leaves.BYTES) * Leaves.HASH_BYTES;
                if (zeros && leaf == Leaves.BYTES) {
                    System.arraycopy(zeroHash, 0, hashes, to, Leaves.HASH_BYTES);
                } else if (zeros) {
                    leaves.hash(new byte[leaf], 0, leaf, hashes, to);
                } else {
                    leaves.hash(window, at, leaf, hashes, to);
                }
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
