package io.continuo.replication.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A raw image file or block device, served as it is. */
public final class FileExport implements NbdExport, AutoCloseable {
    private final String name;
    private final DiskFile file;
    private final boolean readOnly;

    public FileExport(String name, DiskFile file, boolean readOnly) {
        this.name = name;
        this.file = file;
        this.readOnly = readOnly;
    }

    /** Opens {@code path}; see {@link DiskFile#open} for errors. */
    public static FileExport open(String name, Path path, boolean readOnly) throws IOException {
        return new FileExport(name, DiskFile.open(path, readOnly), readOnly);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        file.read(offset, target);
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        return file.readNow(offset, target);
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length, boolean fua)
            throws IOException {
        file.write(offset, chunk, position, length);
        syncIf(fua);
    }

    @Override
    public void zero(long offset, long length, boolean fua, boolean noHole) throws IOException {
        file.zero(offset, length, noHole);
        syncIf(fua);
    }

    @Override
    public void trim(long offset, long length, boolean fua) throws IOException {
        file.trim(offset, length);
        syncIf(fua);
    }

    @Override
    public void flush() throws IOException {
        file.sync();
    }

    @Override
    public void cache(long offset, long length) throws IOException {
        file.readAhead(offset, length);
    }

    @Override
    public void blockStatus(long offset, long length, ExtentConsumer consumer) throws IOException {
        file.extents(offset, length, consumer);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void syncIf(boolean wanted) throws IOException {
        if (wanted) {
            file.sync();
        }
    }
}
