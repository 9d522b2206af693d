package io.continuo.replication.mobility;

import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Position;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Marks under way: each completes once everything up to it is durable (invariant 3). */
final class Marks {
    private record Mark(long sequence, long timeMicros, CompletableFuture<Position> done) {}

    private final ArrayDeque<Mark> waiting = new ArrayDeque<>();

    /** A mark at a sequence of the ring; call in order, before it can become durable. */
    synchronized CompletableFuture<Position> add(long sequence, long timeMicros) {
        Mark mark = new Mark(sequence, timeMicros, new CompletableFuture<>());
        waiting.add(mark);
        return mark.done();
    }

    /**
     * Completes the marks up to {@code sequence}.
     *
     * @param base what makes a sequence of the ring one of the stream
     */
    void durable(int epoch, long base, long sequence) {
        List<Mark> done = new ArrayList<>();
        synchronized (this) {
            while (!waiting.isEmpty() && waiting.peek().sequence() <= sequence) {
                done.add(waiting.poll());
            }
        }
        for (Mark mark : done) {
            mark.done().complete(new Position(epoch, base + mark.sequence(), mark.timeMicros()));
        }
    }

    /** Fails every mark under way. */
    void fail(Problem problem) {
        List<Mark> failed;
        synchronized (this) {
            failed = List.copyOf(waiting);
            waiting.clear();
        }
        failed.forEach(mark -> mark.done().completeExceptionally(problem.toException()));
    }
}
