package io.continuo.replication.mobility;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes recovery points of a machine when somebody asks for one. */
final class PointMaker {
    private static final Duration CONSISTENT_SOON = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final String machine;
    private final ChangeLog log;
    private final BooleanSupplier everConsistent;
    private final Supplier<String> cause;

    /**
     * @param everConsistent whether the replica was consistent before
     * @param cause why it may not be now
     */
    PointMaker(
            String machine, ChangeLog log, BooleanSupplier everConsistent, Supplier<String> cause) {
        this.machine = machine;
        this.log = log;
        this.everConsistent = everConsistent;
        this.cause = cause;
    }

    /** What the record of a point says. */
    static byte[] text(PointKind kind, String label) {
        return text(new MarkInfo(kind, label, false));
    }

    static byte[] text(MarkInfo info) {
        try {
            return Json.mapper().writeValueAsBytes(info);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Makes a crash-consistent point if now is a consistent moment; whether it was. */
    boolean crashPoint() {
        return log.mark(text(PointKind.CRASH, "")).isPresent();
    }

    /**
     * Puts a mark into the log. A resync or a line that comes back may take a moment: waited for,
     * then refused.
     */
    CompletableFuture<Position> markSoon(PointKind kind, String label) throws InterruptedException {
        return markSoon(new MarkInfo(kind, label, false));
    }

    CompletableFuture<Position> markSoon(MarkInfo info) throws InterruptedException {
        byte[] text = text(info);
        long deadline = System.nanoTime() + CONSISTENT_SOON.toNanos();
        while (true) {
            Optional<CompletableFuture<Position>> made = log.mark(text);
            if (made.isPresent()) {
                return made.get();
            }
            if (!everConsistent.getAsBoolean() || System.nanoTime() > deadline) {
                throw noPointNow().toException();
            }
            Thread.sleep(LOOK);
        }
    }

    /** Puts a mark into the log at once, or refuses. */
    CompletableFuture<Position> markNow(MarkInfo info) {
        return log.mark(text(info)).orElseThrow(() -> noPointNow().toException());
    }

    /** Waits until a mark is durable. */
    PointView await(CompletableFuture<Position> mark, PointKind kind, String label, Duration limit)
            throws InterruptedException {
        try {
            Position at = mark.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new PointView(Long.toString(at.sequence()), at.time(), kind, label, false);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw late(limit).toException(e);
        }
    }

    private Problem late(Duration limit) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "The point of " + machine + " is not durable yet.",
                "The target did not confirm it within " + limit.toSeconds() + " s. " + cause.get(),
                "It comes to be when the line is back; look at the list of points then.",
                machine);
    }

    private Problem noPointNow() {
        if (!log.line().up()) {
            return Problem.of(
                    ErrorCode.LINK_LOST,
                    "A point of " + machine + " cannot be made now.",
                    "Its changes do not reach the target. " + cause.get(),
                    "Wait until the line is back, or use an older point.",
                    machine);
        }
        return Problem.of(
                ErrorCode.NO_POINT_YET,
                "A point of " + machine + " cannot be made now.",
                "Its replica is not consistent at this moment. " + cause.get(),
                "Wait until its data state is DELTA, or use an older point.",
                machine);
    }
}
