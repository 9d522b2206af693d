package io.continuo.replication.target;

import io.continuo.api.machine.PointView;

import java.time.Instant;

/**
 * What is kept on disk of an open drill, so that it goes on after a crash.
 *
 * @param asked the point as it was asked for, {@code latest} or an id
 * @param epoch and {@code sequence}, {@code timeMicros}: the point's place in the stream
 */
record DrillRecord(
        PointView point,
        String asked,
        int epoch,
        long sequence,
        long timeMicros,
        Instant openedAt) {}
