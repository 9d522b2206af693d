package io.continuo.replication.mobility;

import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.util.concurrent.locks.Lock;

/** A change log's way to the target, while there is one. */
final class LogLine {
    private final Lock lock;
    private final LogTail tail;
    private final LogState state;
    private final LogEpochs epochs;
    private final GuestWaits guests;
    private volatile boolean up;

    /**
     * @param lock of the log's producers
     */
    LogLine(Lock lock, LogTail tail, LogState state, LogEpochs epochs, GuestWaits guests) {
        this.lock = lock;
        this.tail = tail;
        this.state = state;
        this.epochs = epochs;
        this.guests = guests;
    }

    boolean up() {
        return up;
    }

    /**
     * Joins the log to a link: from here on what {@link Session} hears counts, and {@link
     * LogTail#next()} is what the target lacks.
     *
     * @return false if the target lacks what was given up already; nothing is changed then
     */
    boolean attach(Session session, Welcome welcome) {
        lock.lock();
        try {
            if (!tail.join(session, welcome)) {
                return false;
            }
            up = true;
            if (!state.flowing()) {
                state.flow();
                if (!welcome.insideEpoch()) {
                    epochs.put(state.reason().orElse(Reason.LINE_AWAY));
                }
            }
        } finally {
            lock.unlock();
        }
        session.heardKept().ifPresent(position -> kept(session, position));
        session.heard().ifPresent(position -> durable(session, position));
        return true;
    }

    /** The line is gone: no guest waits for it. */
    void detach(Session session) {
        tail.leave(session);
        up = false;
        guests.lookAll();
    }

    /** It is on the process server's disk: it need not be kept here any longer (invariant 4). */
    void kept(Session from, Position position) {
        if (tail.kept(from, position)) {
            guests.look();
        }
    }

    /** The target holds everything up to here: it need not be kept any longer (invariant 4). */
    void durable(Session from, Position position) {
        if (tail.durable(from, position)) {
            guests.look();
        }
    }
}
