package io.continuo.simulation.world;

import io.continuo.simulation.engine.Simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What a host takes for the time: may be set. */
final class SimClock extends Clock {
    private final Simulation sim;
    private long offset = 1_700_000_000_000_000_000L;

    SimClock(Simulation sim) {
        this.sim = sim;
    }

    void jump(long nanos) {
        offset += nanos;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(offset + sim.nanos(), ChronoUnit.NANOS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
