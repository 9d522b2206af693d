package io.continuo.replication.target;

import io.continuo.replication.stream.Leaves;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Hashes of a disk's leaves and pieces; what is known to be zeros is not read. */
final class LeafHasher {
    /** Read at once. */
    private static final int WINDOW = 16 * Leaves.BYTES;

    /** Asked about at once, at most. */
    private static final long MOST = 256L << 20;

    private final Leaves leaves;
    private final byte[] window = new byte[WINDOW];

    LeafHasher(Leaves leaves) {
        this.leaves = leaves;
    }

    byte[] hash(PointDisk disk, long offset, long length) throws IOException {
        check(disk, offset, length);
        int count = Math.toIntExact((length + Leaves.BYTES - 1) / Leaves.BYTES);
        byte[] hashes = new byte[count * Leaves.HASH_BYTES];
        for (long done = 0; done < length; done += WINDOW) {
            int bytes = (int) Math.min(WINDOW, length - done);
            int at = (int) (done / Leaves.BYTES) * Leaves.HASH_BYTES;
            read(disk, offset + done, bytes);
            leaves.hash(offset + done, window, 0, bytes, Leaves.BYTES, hashes, at);
        }
        return hashes;
    }

    byte[] pieces(PointDisk disk, List<Long> starts) throws IOException {
        byte[] hashes = new byte[starts.size() * Leaves.PIECE_HASHES];
        int at = 0;
        for (long start : starts) {
            int length = (int) Math.min(Leaves.BYTES, disk.size() - start);
            check(disk, start, length);
            read(disk, start, length);
            leaves.hash(start, window, 0, length, Leaves.PIECE_BYTES, hashes, at);
            at += Leaves.PIECE_HASHES;
        }
        return hashes;
    }

    private static void check(PointDisk disk, long offset, long length) throws IOException {
        if (offset < 0 || length <= 0 || length > MOST || offset > disk.size() - length) {
            throw new IOException(
                    length + " bytes from " + offset + " on are not there to be hashed");
        }
    }

    private void read(PointDisk disk, long offset, int length) throws IOException {
        boolean[] zero = {true};
        disk.extents(offset, length, (bytes, hole, zeros) -> zero[0] &= zeros);
        if (zero[0]) {
            Arrays.fill(window, 0, length, (byte) 0);
        } else {
            disk.read(offset, ByteBuffer.wrap(window, 0, length));
        }
    }
}
