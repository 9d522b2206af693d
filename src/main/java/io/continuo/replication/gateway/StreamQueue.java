package io.continuo.replication.gateway;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a sender has given and nobody has taken on yet. Guarded by its stream's lock. */
final class StreamQueue {
    private final CacheBudget memory;
    private final Deque<Changes> waiting = new ArrayDeque<>();
    private long bytes;

    StreamQueue(CacheBudget memory) {
        this.memory = memory;
    }

    void add(Changes changes) {
        bytes += changes.bytes();
        waiting.add(changes);
    }

    /** Puts back what was taken last. */
    void putBack(Changes changes) {
        waiting.addFirst(changes);
        bytes += changes.bytes();
    }

    /** The oldest, which is the taker's from here; there is one. */
    Changes take() {
        Changes changes = waiting.remove();
        bytes -= changes.bytes();
        return changes;
    }

    /** The oldest, left where it is; null if there is none. */
    Changes peek() {
        return waiting.peek();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    long bytes() {
        return bytes;
    }

    /** It was not acknowledged: whoever sends next sends it again. */
    void drop() {
        for (Changes changes = waiting.poll(); changes != null; changes = waiting.poll()) {
            memory.give(changes.bytes());
            changes.frame().close();
        }
        bytes = 0;
    }
}
