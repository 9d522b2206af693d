package io.continuo.replication.mobility;

import io.continuo.replication.stream.RecordType;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Puts changes into a ring, one producer at a time, each with its time, and wakes who takes them
 * out.
 */
final class LogWriter {
    private final ChangeRing ring;
    private final long byteLimit;
    private final InstantSource clock;
    private volatile Runnable wake = () -> {};
    private volatile Runnable pressure = () -> {};
    private volatile boolean consumerIdle;
    private long lastTime;

    LogWriter(ChangeRing ring, long byteLimit, InstantSource clock) {
        this.ring = ring;
        this.byteLimit = byteLimit;
        this.clock = clock;
    }

    /** What to call when the consumer is to look: it has slept, or room is getting short. */
    void onWake(Runnable wake) {
        this.wake = wake;
    }

    /** What to call when room is getting short. */
    void onPressure(Runnable pressure) {
        this.pressure = pressure;
    }

    void press() {
        pressure.run();
        wake();
    }

    void wake() {
        wake.run();
    }

    /** Says the consumer is about to sleep; it must look at the head again afterwards. */
    void consumerIdle(boolean idle) {
        consumerIdle = idle;
    }

    InstantSource clock() {
        return clock;
    }

    boolean hasRoom(int bytes) {
        return !ring.full() && (ring.bytes() + bytes <= byteLimit || ring.size() == 0);
    }

    /** Whether so little waits that copying takes no room from the guest. */
    boolean roomForCopies() {
        return !halfFull();
    }

    boolean halfFull() {
        return ring.bytes() > byteLimit / 2 || ring.room() < ring.size();
    }

    boolean nearlyFull() {
        return ring.bytes() > byteLimit - byteLimit / 8 || ring.room() < ring.size() / 8;
    }

    long byteLimit() {
        return byteLimit;
    }

    /** The next place, filled but for its data; visible to others once published. */
    Slot put(RecordType type, int disk, int flags, long offset, int length) {
        Slot slot = ring.next();
        slot.set(type, disk, flags, offset, length, now());
        return slot;
    }

    /** A place for something that is about no part of a disk. */
    Slot put(RecordType type, byte[] text) {
        Slot slot = put(type, 0, 0, 0, 0);
        slot.text = text;
        return slot;
    }

    long publish() {
        long sequence = ring.publish();
        if (consumerIdle) {
            consumerIdle = false;
            wake();
        } else if (halfFull()) {
            press();
        }
        return sequence;
    }

    /** Source time, µs since 1970, never going back. */
    private long now() {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        lastTime = Math.max(lastTime, micros);
        return lastTime;
    }
}
