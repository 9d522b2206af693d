package io.continuo.replication.qemu;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A disk as the open snapshot shows it; between two of them it cannot be read. Never written. */
public final class SnapshotFile implements DiskFile {
    private final QemuDisk disk;
    private volatile Optional<QemuSnapshot> open = Optional.empty();

    public SnapshotFile(QemuDisk disk) {
        this.disk = disk;
    }

    /** Shows another snapshot from now on, or none. */
    public void show(Optional<QemuSnapshot> snapshot) {
        open = snapshot;
    }

    private QemuSnapshot snapshot() throws IOException {
        return open.orElseThrow(() -> new IOException("no interval is open"));
    }

    @Override
    public long size() {
        return disk.size();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        snapshot().read(disk.index(), offset, target);
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        read(offset, target);
        return true;
    }

    @Override
    public void extents(long offset, long length, NbdExport.ExtentConsumer consumer)
            throws IOException {
        snapshot().extents(disk.index(), offset, length, consumer);
    }

    @Override
    public void readAhead(long offset, long length) {
        // QEMU reads ahead as it likes.
    }

    /** There is nothing of ours to make durable. */
    @Override
    public void sync() {
        // What is read is the guest's, and durable when the guest says so.
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length) throws IOException {
        throw notWritten();
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        throw notWritten();
    }

    @Override
    public void zero(long offset, long length, boolean noHole) throws IOException {
        throw notWritten();
    }

    @Override
    public void trim(long offset, long length) throws IOException {
        throw notWritten();
    }

    private static IOException notWritten() {
        return new IOException("a snapshot is not written");
    }

    @Override
    public void close() {
        open = Optional.empty();
    }
}
