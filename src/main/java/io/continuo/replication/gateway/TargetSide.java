package io.continuo.replication.gateway;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/** A stream's link to its master target: made, heard, lost. */
final class TargetSide {
    private static final Logger LOG = LoggerFactory.getLogger(TargetSide.class);

    /** A target that has not heard of a stream for so long will not any more. */
    private static final Duration UNKNOWN_LIMIT = Duration.ofHours(1);

    private final StreamState stream;

    TargetSide(StreamState stream) {
        this.stream = stream;
    }

    /** What the target's side tells of one link. */
    final class Downstream implements FrameLink.Watcher {
        private String cause;

        /** Why the link is gone already, or null. */
        String cause() {
            return cause;
        }

        @Override
        public void durable(Position position) {
            Sender told;
            stream.lock().lock();
            try {
                if (!stream.target().heardBy(this)) {
                    return;
                }
                stream.target().durable(position);
                stream.track().forget(position.sequence());
                stream.disk().release(position);
                told = stream.sender();
                stream.sayKept();
                stream.changed().signalAll();
            } finally {
                stream.lock().unlock();
            }
            if (told != null) {
                told.durable(position);
            }
        }

        @Override
        public void lost(String why) {
            stream.lock().lock();
            try {
                cause = why;
                if (stream.target().heardBy(this)) {
                    TargetSide.this.lost(why);
                }
            } finally {
                stream.lock().unlock();
            }
        }
    }

    /** Who is to hear of a link that is about to be made. */
    Downstream events() {
        return new Downstream();
    }

    /** Reaches the target for what is on disk, or for a sender that is there already. */
    void dial(Hello hello) throws InterruptedException {
        Downstream events = events();
        FrameLink link;
        String to;
        stream.lock().lock();
        to = stream.address();
        stream.lock().unlock();
        try {
            link = stream.around().targets().apply(to).dial(hello, events);
        } catch (ContinuoException e) {
            refused(e.problem());
            return;
        } catch (IOException e) {
            stream.lock().lock();
            try {
                stream.target().dialLater();
            } finally {
                stream.lock().unlock();
            }
            return;
        }
        stream.lock().lock();
        try {
            if (stream.closed() || events.cause != null || stream.target().isUp()) {
                link.close();
                stream.target().dialLater();
                return;
            }
            welcomed(link, events, hello.epoch());
        } catch (IOException e) {
            link.close();
            stream.target().part();
            stream.unreadable(e);
        } finally {
            stream.lock().unlock();
        }
    }

    private void welcomed(FrameLink link, Downstream events, int epoch) throws IOException {
        TargetEnd target = stream.target();
        Welcome welcome = link.welcome();
        long held = welcome.durable().sequence();
        if (stream.disk().isEmpty()) {
            if (stream.sender() != null && held < target.durable().sequence()) {
                link.close();
                target.unknown();
                stream.loseSender("the target has lost what it held");
                return;
            }
        } else if (held < stream.disk().cache().first() - 1) {
            link.close();
            stream.discard("the target lacks what comes before it");
            return;
        }
        // What lacks changes that were left out is no place to be told of.
        boolean whole = welcome.insideEpoch() || welcome.consistent().sequence() >= held;
        boolean moved = whole && held > target.durable().sequence();
        joined(link, events, epoch, welcome);
        stream.disk().rejoined(held);
        Sender told = stream.sender();
        if (told != null && moved) {
            Position at = target.durable();
            Thread.ofVirtual().name("durable").start(() -> told.durable(at));
        }
        stream.sayKept();
        stream.changed().signalAll();
    }

    /** The link is up; the stream's lock is held. */
    void joined(FrameLink link, Downstream events, int epoch, Welcome welcome) {
        stream.target().joined(link, events, epoch, welcome);
        stream.disk().sought();
    }

    private void refused(Problem problem) {
        stream.lock().lock();
        try {
            stream.target().dialLater();
            if (problem.code() == ErrorCode.SENDER_REPLACED) {
                stream.discard("a newer sender came to the target by another way");
            } else if (problem.code() == ErrorCode.MACHINE_UNKNOWN
                    && stream.sender() == null
                    && stream.target().unknownFor().compareTo(UNKNOWN_LIMIT) > 0) {
                stream.discard("its target does not know it any more");
            }
        } finally {
            stream.lock().unlock();
        }
    }

    /** The link is gone, if it is this one still. */
    void lostIfStill(FrameLink link, String cause) {
        stream.lock().lock();
        try {
            if (stream.target().link() == link) {
                lost(cause);
            }
        } finally {
            stream.lock().unlock();
        }
    }

    /** The link to the target is gone. What was on its way there is still with the sender. */
    void lost(String cause) {
        CacheEnd disk = stream.disk();
        stream.lock().lock();
        try {
            stream.closeTarget();
            disk.leaving(false);
            disk.wantsBack(false);
            stream.target().dialLater();
            if (!disk.caching()) {
                stream.loseSender(cause);
            } else if (!disk.isEmpty() && !stream.contiguous()) {
                stream.discard("what came before it was lost with the line");
            } else {
                LOG.info(
                        "{}: its target is away, changes stay on disk: {}",
                        stream.machine(),
                        cause);
            }
            stream.around().pacer().wake();
            stream.changed().signalAll();
        } finally {
            stream.lock().unlock();
        }
    }
}
