package io.continuo.replication.gateway;

import io.continuo.replication.stream.Frame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** The thread that puts a stream's changes on disk while its target does not take them. */
final class CacheKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(CacheKeeper.class);

    private final StreamState stream;
    private Thread thread;

    CacheKeeper(StreamState stream) {
        this.stream = stream;
    }

    /** Starts unless it runs or there is nothing to keep; the stream's lock is held. */
    void start() {
        if (stream.disk().caching() && thread == null) {
            thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("cache-" + stream.machine())
                            .start(this::keep);
        }
    }

    private void keep() {
        CacheEnd disk = stream.disk();
        long unsynced = 0;
        while (true) {
            Changes changes = null;
            boolean inside = false;
            stream.lock().lock();
            try {
                while (unsynced == 0 && keeps() && !mayKeep()) {
                    stream.changed().await();
                }
                if (!keeps() && unsynced == 0) {
                    thread = null;
                    return;
                }
                if (keeps() && mayKeep()) {
                    changes = stream.queue().take();
                    disk.writing(true);
                    inside = stream.track().pass(changes.frame());
                    stream.changed().signalAll();
                }
            } catch (InterruptedException e) {
                thread = null;
                return;
            } finally {
                stream.lock().unlock();
            }
            if (changes != null) {
                unsynced += write(changes, inside);
            }
            if (changes == null && unsynced > 0 || unsynced > CacheLimits.SLOW_BYTES) {
                sync();
                unsynced = 0;
            }
        }
    }

    private boolean keeps() {
        return !stream.closed() && stream.sender() != null && stream.disk().caching();
    }

    private boolean mayKeep() {
        return !stream.disk().leaving() && !stream.queue().isEmpty();
    }

    /** Writes a frame to disk; returns how many bytes wait to be synced. */
    private long write(Changes changes, boolean inside) {
        Sender from;
        stream.lock().lock();
        from = stream.sender();
        stream.lock().unlock();
        Surroundings around = stream.around();
        CacheEnd disk = stream.disk();
        Frame frame = changes.frame();
        try {
            DiskCache volume = around.disk().orElseThrow();
            boolean room =
                    from != null
                            && volume.await(
                                    changes.bytes(), () -> from.ended() || disk.wantsBack());
            if (room) {
                disk.spans().append(frame);
                disk.cache().append(frame, around.nowMicros(), inside);
                appended(frame.header().lastSequence());
            } else if (givenBack(changes, from)) {
                return 1;
            }
        } catch (IOException e) {
            notWritten(e);
        } catch (InterruptedException e) {
            stream.end();
        }
        frame.close();
        around.memory().give(changes.bytes());
        return changes.bytes() + 1;
    }

    /** Puts a frame back that need not go to disk any more. */
    private boolean givenBack(Changes changes, Sender from) {
        stream.lock().lock();
        try {
            if (from == null || stream.sender() != from) {
                return false;
            }
            stream.queue().putBack(changes);
            return true;
        } finally {
            stream.lock().unlock();
        }
    }

    /** What was written counts from here on. */
    private void sync() {
        CacheEnd disk = stream.disk();
        try {
            disk.cache().sync();
            disk.spans().durable();
        } catch (IOException e) {
            notWritten(e);
        }
        stream.lock().lock();
        try {
            disk.writing(false);
            disk.resized();
            stream.sayKept();
            stream.changed().signalAll();
        } finally {
            stream.lock().unlock();
        }
    }

    private void appended(long upTo) {
        stream.lock().lock();
        try {
            stream.disk().appended(upTo);
        } finally {
            stream.lock().unlock();
        }
    }

    private void notWritten(IOException e) {
        stream.lock().lock();
        try {
            LOG.warn("{}: the cache cannot be written: {}", stream.machine(), e.getMessage());
            stream.disk().failed();
            stream.loseSender("the process server cannot write its cache: " + e.getMessage());
        } finally {
            stream.lock().unlock();
        }
    }
}
