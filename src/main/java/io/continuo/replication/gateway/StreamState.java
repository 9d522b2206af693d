package io.continuo.replication.gateway;

import io.continuo.api.component.EnrolRequest;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.Position;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the parts of a machine's stream share: who sends, what waits, what is known of the target
 * and what is on disk. Everything but {@link #closed} and {@link #end} is guarded by {@link #lock},
 * which whoever calls its methods holds.
 */
final class StreamState {
    private static final Logger LOG = LoggerFactory.getLogger(StreamState.class);

    private final UUID id;
    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StreamQueue queue;
    private final EpochTrack track = new EpochTrack();
    private final TargetEnd target = new TargetEnd();
    private final CacheEnd disk;
    private Sender sender;
    private String machine = "";
    private String address = "";
    private int newestEpoch;
    private boolean attaching;
    private volatile boolean closed;

    StreamState(UUID id, Surroundings around) throws IOException {
        this.id = id;
        this.around = around;
        this.queue = new StreamQueue(around.memory());
        this.disk = new CacheEnd(id, around);
    }

    UUID id() {
        return id;
    }

    Surroundings around() {
        return around;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** Signalled whenever something is another way than it was. */
    Condition changed() {
        return changed;
    }

    StreamQueue queue() {
        return queue;
    }

    EpochTrack track() {
        return track;
    }

    TargetEnd target() {
        return target;
    }

    CacheEnd disk() {
        return disk;
    }

    /** Who sends now, or null. */
    Sender sender() {
        return sender;
    }

    void sender(Sender now) {
        sender = now;
    }

    String machine() {
        return machine;
    }

    /** The master target's. */
    String address() {
        return address;
    }

    void names(String machineName, String masterTarget) {
        machine = machineName;
        address = masterTarget;
    }

    /** The newest sender's. */
    int newestEpoch() {
        return newestEpoch;
    }

    void newestEpoch(int epoch) {
        newestEpoch = epoch;
    }

    /** Whether a sender is on its way in through the target. */
    boolean attaching() {
        return attaching;
    }

    void attaching(boolean is) {
        attaching = is;
        if (!is) {
            changed.signalAll();
        }
    }

    boolean closed() {
        return closed;
    }

    /** Stops; what is on disk goes on at the next start. */
    void end() {
        lock.lock();
        try {
            closed = true;
            loseSender("the process server is stopping");
            closeTarget();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether changes may go to disk. Roles in one process share one: nothing is won there. */
    boolean mayCache() {
        return disk.isUsable() && !closed && !address.equals(EnrolRequest.LOCAL);
    }

    void note(Hello hello, long begins, boolean passing) throws IOException {
        disk.note(hello, target, begins, passing);
    }

    /** Nobody sends any more; what waits in memory was not acknowledged, and is dropped. */
    void drop() {
        if (sender != null) {
            sender.end();
            sender = null;
        }
        queue.drop();
        around.memory().wake();
        around.pacer().wake();
        around.disk().ifPresent(DiskCache::wake);
    }

    /** Ends the sender's link because of something on the way, and tells it. */
    void loseSender(String cause) {
        Sender lost = sender;
        if (lost == null) {
            return;
        }
        drop();
        changed.signalAll();
        // Never under the lock: whoever is told may well call back.
        Thread.ofVirtual().name("lost-" + machine).start(() -> lost.watcher().lost(cause));
    }

    void closeTarget() {
        FrameLink old = target.part();
        disk.seekLater();
        if (old != null) {
            Thread.ofVirtual().name("close-" + machine).start(old::close);
        }
    }

    /** Whether the target holds, for certain, all that comes before what is on disk. */
    boolean contiguous() {
        return target.isKnown() && target.durable().sequence() >= disk.cache().first() - 1;
    }

    void sayKept() {
        if (sender == null || disk.isEmpty() || !contiguous()) {
            return;
        }
        Position end = disk.cache().end();
        if (end.sequence() > target.durable().sequence()) {
            sender.kept(end);
        }
    }

    void unreadable(IOException e) {
        discard("it cannot be read: " + e.getMessage());
    }

    /** What is on disk is of no use: the agent finds out, and compares. */
    void discard(String why) {
        LOG.warn("{}: {} bytes kept for its target are given up: {}", machine, disk.bytes(), why);
        disk.clear();
        disk.end();
        target.unknown();
        closeTarget();
        loseSender("what was kept is given up: " + why);
        changed.signalAll();
    }
}
