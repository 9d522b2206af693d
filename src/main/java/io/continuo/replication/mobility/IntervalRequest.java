package io.continuo.replication.mobility;

import io.continuo.api.machine.PointKind;
import io.continuo.replication.stream.Position;

import java.util.concurrent.CompletableFuture;

/**
 * A point somebody waits for, of a machine captured in intervals.
 *
 * @param taken done when the moment the point shows is over
 * @param made done when the point is durable
 */
record IntervalRequest(
        PointKind kind,
        String label,
        CompletableFuture<Void> taken,
        CompletableFuture<Position> made) {
    IntervalRequest(PointKind kind, String label) {
        this(kind, label, new CompletableFuture<>(), new CompletableFuture<>());
    }

    void failed(RuntimeException why) {
        taken.completeExceptionally(why);
        made.completeExceptionally(why);
    }
}
