package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk as a guest has it. */
interface GuestDisk extends AutoCloseable {
    long size();

    /** Fills {@code target}'s remaining bytes from {@code offset}. */
    void read(long offset, ByteBuffer target) throws IOException;

    /** Writes {@code source}'s remaining bytes; with {@code durable}, returns once they are. */
    void write(long offset, ByteBuffer source, boolean durable) throws IOException;

    void flush() throws IOException;

    @Override
    void close();
}
