package io.continuo.replication.mobility;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LineWatch;
import io.continuo.replication.stream.RecordType;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that keeps a machine's change stream going: dials, seals what the log holds, sends it,
 * and dials again when the line is lost.
 */
final class StreamPump implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPump.class);

    /** Changes gather for so long before they are sealed. */
    private static final Duration GATHER = Duration.ofMillis(3);

    /** An idle machine says so this often, so that its recoverable time moves on. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MOST = Duration.ofSeconds(2);

    /** A line that held for so long was a good one: the next try is soon again. */
    private static final Duration GOOD = Duration.ofSeconds(1);

    /** What the pump asks of the machine it serves. */
    interface Owner {
        /** Who it is, with the epoch to use now. */
        Hello hello() throws IOException;

        /**
         * Looks at what the target says before anything is sent.
         *
         * @return false to dial anew, with what {@link #hello} says then
         */
        boolean welcomed(Session session, Welcome welcome) throws IOException;

        /** The line is gone or cannot be made. */
        void away(String cause);

        /** Whoever is at its end was reached, and does not take it. */
        void refused(Problem problem);
    }

    private final ChangeLog log;
    private final Sealer sealer;
    private final FrameLink.Dialer dialer;
    private final Owner owner;
    private final LineWatch watch;
    private final LongAdder sentBytes = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean draining;
    private volatile boolean drained;
    private volatile long notBefore = System.nanoTime();
    private volatile Session session;

    StreamPump(
            String machine,
            ChangeLog log,
            Sealer sealer,
            FrameLink.Dialer dialer,
            Owner owner,
            LineWatch watch) {
        this.log = log;
        this.sealer = sealer;
        this.dialer = dialer;
        this.owner = owner;
        this.watch = watch;
        this.thread = Thread.ofPlatform().daemon().name("stream-" + machine).unstarted(this::run);
        log.writer().onWake(() -> LockSupport.unpark(thread));
    }

    void start() {
        thread.start();
    }

    /** Bytes put on the line so far. */
    long sentBytes() {
        return sentBytes.sum();
    }

    /** The link in use, if the line is up. */
    Optional<FrameLink> link() {
        Session now = session;
        return now == null || now.ended().isPresent() ? Optional.empty() : Optional.of(now.link());
    }

    /** Closes the link and does not dial for a while, also where it was cut for longer before. */
    void cut(Duration time) {
        notBefore = System.nanoTime() + time.toNanos();
        LockSupport.unpark(thread);
        Session now = session;
        if (now != null) {
            now.endLater("The line is cut for " + time.toMillis() / 1000.0 + " s, as asked.");
        }
    }

    /** Closes the link and dials again at once. */
    void redial(String cause) {
        notBefore = System.nanoTime();
        Session now = session;
        if (now != null) {
            now.endLater(cause);
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        Duration retry = RETRY_FIRST;
        while (!closing) {
            waitToDial();
            if (closing || draining) {
                break;
            }
            long began = System.nanoTime();
            converse();
            long ended = System.nanoTime();
            if (ended - began > GOOD.toNanos()) {
                retry = RETRY_FIRST;
            }
            notBefore = Math.max(notBefore, ended + retry.toNanos());
            Duration doubled = retry.multipliedBy(2);
            retry = doubled.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : doubled;
        }
        sealer.close();
    }

    /** One link from dialling to its end. */
    private void converse() {
        Session fresh;
        try {
            Hello hello = owner.hello();
            fresh = new Session(hello.epoch(), log, () -> LockSupport.unpark(thread));
            fresh.link(dialer.dial(hello, fresh));
        } catch (ContinuoException e) {
            owner.refused(e.problem());
            return;
        } catch (IOException e) {
            owner.away("The process server cannot be reached: " + e.getMessage());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (owner.welcomed(fresh, fresh.link().welcome())) {
                session = fresh;
                pump(fresh);
            }
        } catch (IOException e) {
            fresh.lost(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The change stream stumbled; it is dialled anew", e);
            fresh.lost(e.toString());
        } finally {
            session = null;
            log.line().detach(fresh);
            fresh.link().close();
            if (!closing && !drained) {
                owner.away(fresh.ended().orElse("The line is being made anew."));
            }
        }
    }

    private void pump(Session now) throws IOException, InterruptedException {
        long lastSent = System.nanoTime();
        while (!closing && now.ended().isEmpty()) {
            Optional<Frame> frame = sealer.seal(now.epoch());
            if (frame.isPresent()) {
                sentBytes.add(frame.get().header().bodyLength());
                long began = System.nanoTime();
                now.link().send(frame.get());
                watch.sent(began);
                lastSent = System.nanoTime();
                if (log.ring().head() < log.tail().next()) {
                    LockSupport.parkNanos(GATHER.toNanos());
                }
                continue;
            }
            if (draining) {
                waitUntilDurable(now);
                return;
            }
            if (!log.state().flowing()) {
                return;
            }
            long idle = System.nanoTime() - lastSent;
            if (idle >= TICK.toNanos()) {
                log.note(RecordType.TICK, 0);
                continue;
            }
            log.writer().consumerIdle(true);
            if (log.ring().head() < log.tail().next()) {
                LockSupport.parkNanos(TICK.toNanos() - idle);
                log.writer().consumerIdle(false);
                if (log.ring().head() >= log.tail().next()) {
                    LockSupport.parkNanos(GATHER.toNanos());
                }
            }
            log.writer().consumerIdle(false);
        }
    }

    private void waitUntilDurable(Session now) {
        while (!closing && now.ended().isEmpty() && log.undurable()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        drained = true;
    }

    private void waitToDial() {
        long left = notBefore - System.nanoTime();
        while (left > 0 && !closing && !draining) {
            LockSupport.parkNanos(left);
            left = notBefore - System.nanoTime();
        }
    }

    /**
     * Sends what is left, as far as the line takes it in time, and stops.
     *
     * @return whether the target holds everything
     */
    boolean drain(Duration limit) {
        draining = true;
        LockSupport.unpark(thread);
        try {
            thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close();
        return drained && !log.undurable();
    }

    /** Stops at once; what is under way may or may not arrive. */
    @Override
    public void close() {
        closing = true;
        Session now = session;
        if (now != null) {
            now.endLater("the agent is stopping");
        }
        LockSupport.unpark(thread);
    }
}
