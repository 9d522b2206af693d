package io.continuo.replication.target;

import io.continuo.api.machine.ExportFormat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes one disk image, in any order; what is not written reads as zeros. */
interface ImageWriter extends AutoCloseable {
    void write(long offset, ByteBuffer data) throws IOException;

    /** The image is complete and durable on return. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * @param file does not exist yet
     */
    static ImageWriter create(ExportFormat format, Path file, long size) throws IOException {
        return switch (format) {
            case RAW -> new RawWriter(file, size);
            case QCOW2 -> new Qcow2Writer(file, size);
            case VHD -> new VhdWriter(file, size);
        };
    }
}
