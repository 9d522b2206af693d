package io.continuo.replication.mobility;

import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Position;

import java.util.Optional;

/** One link in the life of a change stream: from a welcome to the loss of the line. */
final class Session implements FrameLink.Watcher {
    private final int epoch;
    private final ChangeLog log;
    private final Runnable wake;
    private volatile Position heard;
    private volatile Position heardKept;
    private volatile FrameLink link;
    private volatile String ended;

    Session(int epoch, ChangeLog log, Runnable wake) {
        this.epoch = epoch;
        this.log = log;
        this.wake = wake;
    }

    int epoch() {
        return epoch;
    }

    void link(FrameLink link) {
        this.link = link;
        if (ended != null) {
            link.close();
        }
    }

    FrameLink link() {
        return link;
    }

    /** The newest position heard of, also before the log was joined to this session. */
    Optional<Position> heard() {
        return Optional.ofNullable(heard);
    }

    /** The same of what a process server has on disk. */
    Optional<Position> heardKept() {
        return Optional.ofNullable(heardKept);
    }

    /** Why it is over; nothing while it lives. */
    Optional<String> ended() {
        return Optional.ofNullable(ended);
    }

    @Override
    public void durable(Position position) {
        heard = position;
        log.line().durable(this, position);
    }

    @Override
    public void kept(Position position) {
        heardKept = position;
        log.line().kept(this, position);
    }

    @Override
    public void lost(String cause) {
        ended = cause;
        wake.run();
    }

    /** Ends it without making the caller, who may be a guest's write, wait for the line. */
    void endLater(String cause) {
        ended = cause;
        FrameLink open = link;
        if (open != null) {
            Thread.ofVirtual().name("end-link").start(open::close);
        }
        wake.run();
    }
}
