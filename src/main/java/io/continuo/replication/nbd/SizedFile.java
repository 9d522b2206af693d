package io.continuo.replication.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The beginning of a disk that became longer: what is behind is neither seen nor touched.
 *
 * @param disk the whole of it; closed with this
 * @param size bytes that count
 */
public record SizedFile(DiskFile disk, long size) implements DiskFile {
    @Override
    public long sizeNow() throws IOException {
        return disk.sizeNow();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        disk.read(offset, target);
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        return disk.readNow(offset, target);
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length) throws IOException {
        disk.write(offset, chunk, position, length);
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        disk.write(offset, source);
    }

    @Override
    public void sync() throws IOException {
        disk.sync();
    }

    @Override
    public void zero(long offset, long length, boolean noHole) throws IOException {
        disk.zero(offset, length, noHole);
    }

    @Override
    public void trim(long offset, long length) throws IOException {
        disk.trim(offset, length);
    }

    @Override
    public void readAhead(long offset, long length) throws IOException {
        disk.readAhead(offset, length);
    }

    @Override
    public void extents(long offset, long length, NbdExport.ExtentConsumer consumer)
            throws IOException {
        disk.extents(offset, length, consumer);
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }
}
