package io.continuo.replication.gateway;

import io.continuo.api.component.Throttle;
import io.continuo.api.component.WorkHours;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Holds what is forwarded to a rate: a bucket of a second's worth of bytes that fills evenly. A
 * piece goes when the bucket is not overdrawn, and may overdraw it, so that none is too large.
 */
final class Pacer {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Work hours begin and end no later than this after their time. */
    private static final long LOOK_NANOS = SECOND_NANOS;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private volatile Throttle throttle = Throttle.NONE;
    private double level;
    private long filledAt = System.nanoTime();

    /**
     * @param clock with the zone work hours are meant in
     */
    Pacer(Clock clock) {
        this.clock = clock;
    }

    void set(Throttle wanted) {
        throttle = wanted;
        wake();
    }

    /** Lets everyone who waits look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The limit now, bytes a second; 0 if there is none. */
    long limit() {
        return limit(throttle, clock.instant().atZone(clock.getZone()));
    }

    static long limit(Throttle throttle, ZonedDateTime now) {
        return throttle.workHours()
                .filter(hours -> within(hours, now))
                .map(WorkHours::bytesPerSecond)
                .orElse(throttle.bytesPerSecond());
    }

    private static boolean within(WorkHours hours, ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        if (hours.from().isBefore(hours.to())) {
            return hours.days().contains(now.getDayOfWeek())
                    && !time.isBefore(hours.from())
                    && time.isBefore(hours.to());
        }
        // Over midnight: it belongs to the day on which it began.
        return !time.isBefore(hours.from())
                ? hours.days().contains(now.getDayOfWeek())
                : time.isBefore(hours.to())
                        && hours.days().contains(now.minusDays(1).getDayOfWeek());
    }

    /**
     * Waits until {@code bytes} may go.
     *
     * @return false if {@code abandoned} became true first; see {@link #wake}
     */
    boolean pass(long bytes, BooleanSupplier abandoned) throws InterruptedException {
        if (throttle.equals(Throttle.NONE)) {
            return !abandoned.getAsBoolean();
        }
        lock.lockInterruptibly();
        try {
            while (!abandoned.getAsBoolean()) {
                long limit = limit();
                if (limit == 0) {
                    return true;
                }
                fill(limit);
                if (level >= 0) {
                    level -= bytes;
                    return true;
                }
                long nanos = (long) (-level / limit * SECOND_NANOS) + 1;
                changed.awaitNanos(Math.min(nanos, LOOK_NANOS));
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void fill(long limit) {
        long now = System.nanoTime();
        level = Math.min(limit, level + (now - filledAt) / (double) SECOND_NANOS * limit);
        filledAt = now;
    }
}
