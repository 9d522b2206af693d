package io.continuo.replication.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A sparse raw image. */
final class RawWriter implements ImageWriter {
    private final SparseFile file;

    RawWriter(Path path, long size) throws IOException {
        file = SparseFile.open(path, size, Optional.empty());
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        file.write(offset, data);
    }

    @Override
    public void finish() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
