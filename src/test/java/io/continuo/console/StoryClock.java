package io.continuo.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a test moves, so that a story can have a past. */
public final class StoryClock extends Clock {
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private volatile Instant now;

    public StoryClock(Instant now) {
        this.now = now;
    }

    public void set(Instant newNow) {
        now = newNow;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return TAIPEI;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("stories happen in Taipei");
    }
}
