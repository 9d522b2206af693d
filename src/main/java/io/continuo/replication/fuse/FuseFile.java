package io.continuo.replication.fuse;

import io.continuo.replication.nbd.NbdExport;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A disk as a file, and who is inside it. */
final class FuseFile {
    private final long node;
    private final NbdExport disk;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean closing;

    FuseFile(long node, NbdExport disk) {
        this.node = node;
        this.disk = disk;
    }

    long node() {
        return node;
    }

    NbdExport disk() {
        return disk;
    }

    /** Begins a request; false if the disk is going away. */
    boolean enter() {
        if (closing || !gate.readLock().tryLock()) {
            return false;
        }
        if (closing) {
            gate.readLock().unlock();
            return false;
        }
        return true;
    }

    void leave() {
        gate.readLock().unlock();
    }

    /** Lets requests in flight finish; when it returns, nobody is inside the disk. */
    void close() {
        closing = true;
        gate.writeLock().lock();
        gate.writeLock().unlock();
    }
}
