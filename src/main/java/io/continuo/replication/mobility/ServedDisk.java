package io.continuo.replication.mobility;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A protected disk for as long as it is served: the captures behind it may change, because disks of
 * its machine do. A write that comes between two of them waits for the next; everything else goes
 * on with the file, which is the same.
 */
public final class ServedDisk implements NbdExport {
    /** Longer is only waited where the next capture cannot be made; a guest then has an error. */
    private static final Duration MOST = Duration.ofSeconds(20);

    private final String name;
    private final Object lock = new Object();
    private volatile NbdExport now;

    public ServedDisk(NbdExport first) {
        this.name = first.name();
        this.now = first;
    }

    /** Another capture takes over. */
    public void replace(NbdExport next) {
        synchronized (lock) {
            now = next;
            lock.notifyAll();
        }
    }

    private interface Change {
        void on(NbdExport disk) throws IOException;
    }

    private void change(Change change) throws IOException {
        while (true) {
            NbdExport disk = now;
            try {
                change.on(disk);
                return;
            } catch (RetiredException e) {
                awaitNext(disk);
            }
        }
    }

    private void awaitNext(NbdExport before) throws IOException {
        long deadline = System.nanoTime() + MOST.toNanos();
        boolean interrupted = false;
        synchronized (lock) {
            while (now == before) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IOException(name + " is not captured");
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return now.description();
    }

    /** May become more; who is connected goes on with what it was told. */
    @Override
    public long size() {
        return now.size();
    }

    @Override
    public boolean readOnly() {
        return now.readOnly();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        now.read(offset, target);
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        return now.readNow(offset, target);
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length, boolean fua)
            throws IOException {
        while (true) {
            NbdExport disk = now;
            try {
                disk.write(offset, chunk, position, length, fua);
                return;
            } catch (RetiredException e) {
                awaitNext(disk);
            }
        }
    }

    @Override
    public void zero(long offset, long length, boolean fua, boolean noHole) throws IOException {
        change(disk -> disk.zero(offset, length, fua, noHole));
    }

    @Override
    public void trim(long offset, long length, boolean fua) throws IOException {
        change(disk -> disk.trim(offset, length, fua));
    }

    @Override
    public void flush() throws IOException {
        now.flush();
    }

    @Override
    public void cache(long offset, long length) throws IOException {
        now.cache(offset, length);
    }

    @Override
    public void blockStatus(long offset, long length, ExtentConsumer consumer) throws IOException {
        now.blockStatus(offset, length, consumer);
    }
}
