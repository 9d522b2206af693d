package io.continuo.replication.gateway;

import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * What the streams of a process server share.
 *
 * @param targets finds the way to a master target's address
 * @param disk none where nothing is kept
 * @param processor share of all processors' time in use, 0 to 1
 */
record Surroundings(
        Function<String, FrameLink.Dialer> targets,
        CacheBudget memory,
        Optional<DiskCache> disk,
        Pacer pacer,
        Clock clock,
        LongAdder received,
        LongAdder sent,
        FramePool frames,
        DoubleSupplier processor) {

    long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
