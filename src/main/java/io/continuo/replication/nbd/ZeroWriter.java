package io.continuo.replication.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Zeros written out, for storage that cannot make them by itself. */
final class ZeroWriter {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private ZeroWriter() {}

    static void write(DiskFile file, long offset, long length) throws IOException {
        for (long at = offset; at < offset + length; ) {
            int part = (int) Math.min(offset + length - at, ZEROS.capacity());
            file.write(at, ZEROS.slice(0, part));
            at += part;
        }
    }
}
