package io.continuo.replication.target;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One disk of a drill over NBD: reads the point, writes beside it (invariant 7). */
final class ViewDiskExport implements NbdExport {
    private final String name;
    private final String description;
    private final long size;
    private final Overlay overlay;

    ViewDiskExport(String name, String description, long size, Overlay overlay) {
        this.name = name;
        this.description = description;
        this.size = size;
        this.overlay = overlay;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        overlay.read(offset, target);
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length, boolean fua)
            throws IOException {
        changing(() -> overlay.write(offset, chunk.view(position, length)), fua);
    }

    @Override
    public void zero(long offset, long length, boolean fua, boolean noHole) throws IOException {
        changing(() -> overlay.zero(offset, length), fua);
    }

    @Override
    public void trim(long offset, long length, boolean fua) throws IOException {
        changing(() -> overlay.zero(offset, length), fua);
    }

    @Override
    public void flush() throws IOException {
        changing(() -> {}, true);
    }

    @Override
    public void blockStatus(long offset, long length, ExtentConsumer consumer) {
        overlay.extents(offset, length, consumer);
    }

    @FunctionalInterface
    private interface Change {
        void run() throws IOException;
    }

    private void changing(Change change, boolean force) throws IOException {
        try {
            change.run();
            if (force) {
                overlay.force();
            }
        } catch (IOException e) {
            if (FullDisk.is(e)) {
                throw new NbdException(
                        NbdError.ENOSPC, "the master target's disk is full: " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
