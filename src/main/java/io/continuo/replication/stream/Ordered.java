package io.continuo.replication.stream;

import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Puts frames that come over several connections into the order they were sent in. What comes too
 * early waits here; the sender's credit bounds that.
 */
final class Ordered {
    /** A gap for so long means that a connection stands still. */
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private final Consumer<Frame> onward;
    private final LongSupplier nanos;
    private final TreeMap<Long, Frame> early = new TreeMap<>();
    private long next = 1;
    private long gapSince;
    private boolean closed;

    /**
     * @param onward given each frame in its turn, one at a time; must not block
     * @param nanos a clock
     */
    Ordered(Consumer<Frame> onward, LongSupplier nanos) {
        this.onward = onward;
        this.nanos = nanos;
    }

    /** Takes a frame, and owns it. A number of 0 says that there is one connection only. */
    synchronized void offer(Frame frame) throws DamagedFrameException {
        long number = frame.header().token();
        if (closed) {
            frame.close();
        } else if (number == 0) {
            onward.accept(frame);
        } else if (number < next || early.putIfAbsent(number, frame) != null) {
            frame.close();
            throw new DamagedFrameException("frame " + number + " of this line came twice");
        } else {
            passOn();
        }
    }

    private void passOn() {
        boolean moved = false;
        for (Frame frame = early.remove(next); frame != null; frame = early.remove(next)) {
            onward.accept(new Frame(frame.header().withToken(0), frame.body(), frame::close));
            next++;
            moved = true;
        }
        if (moved || early.size() == 1) {
            gapSince = nanos.getAsLong();
        }
    }

    /** Whether a frame has been missing for so long that it will not come. */
    synchronized boolean stands() {
        return !early.isEmpty() && nanos.getAsLong() - gapSince > STANDSTILL.toNanos();
    }

    synchronized void close() {
        closed = true;
        early.values().forEach(Frame::close);
        early.clear();
    }
}
