package io.continuo.replication.nbd;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** An export and who is attached to it. */
final class ServedExport {
    private final NbdExport export;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final Set<NbdConnection> connections = new HashSet<>();
    private boolean closing;

    ServedExport(NbdExport export) {
        this.export = export;
    }

    NbdExport export() {
        return export;
    }

    /** False if the export is going away. */
    boolean enter(NbdConnection connection) {
        lock.lock();
        try {
            return !closing && connections.add(connection);
        } finally {
            lock.unlock();
        }
    }

    void leave(NbdConnection connection) {
        lock.lock();
        try {
            connections.remove(connection);
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int attached() {
        lock.lock();
        try {
            return connections.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets every client's requests in flight finish, then hangs up; clients that do not take their
     * replies within {@code drain} are cut off. When this returns, nobody is inside the export.
     */
    void close(Duration drain) {
        lock.lock();
        try {
            closing = true;
            List.copyOf(connections).forEach(NbdConnection::finish);
            long nanos = drain.toNanos();
            while (!connections.isEmpty() && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        cutOff();
    }

    private void cutOff() {
        lock.lock();
        try {
            List.copyOf(connections).forEach(NbdConnection::cut);
            while (!connections.isEmpty()) {
                left.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
