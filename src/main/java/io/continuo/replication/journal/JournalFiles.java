package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * How a journal reaches its disk for writing. An interface, so that tests can make writes and syncs
 * fail (ARCHITECTURE.md: time and faults are parameters).
 */
public interface JournalFiles {
    /** Positions, lengths and memory of writes are multiples of it. */
    int BLOCK = 4096;

    /** Opens for writing; makes the file if there is none. */
    SegmentFile open(Path path) throws IOException;

    /** Makes names created in or removed from a directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Memory to write from, of a multiple of {@link #BLOCK}. */
    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes + BLOCK).alignedSlice(BLOCK).limit(bytes);
    }

    /** A file being written. */
    interface SegmentFile extends AutoCloseable {
        /** Writes all remaining bytes of a buffer aligned to {@link #BLOCK}. */
        void write(ByteBuffer source, long position) throws IOException;

        /** All bytes written are durable on return (fdatasync). Never to be retried. */
        void force() throws IOException;

        long size() throws IOException;

        void truncate(long size) throws IOException;

        @Override
        void close() throws IOException;
    }
}
