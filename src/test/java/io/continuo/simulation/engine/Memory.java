package io.continuo.simulation.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory outside the heap, used again by the next run: thousands of runs would else wait for the
 * collector.
 */
public final class Memory {
    private final Map<Integer, ArrayDeque<ByteBuffer>> free = new HashMap<>();
    private final List<ByteBuffer> used = new ArrayList<>();

    ByteBuffer allocate(int bytes) {
        ArrayDeque<ByteBuffer> stock = free.computeIfAbsent(bytes, size -> new ArrayDeque<>());
        ByteBuffer buffer = stock.isEmpty() ? ByteBuffer.allocateDirect(bytes) : stock.pop();
        used.add(buffer);
        return buffer.duplicate().clear();
    }

    /** The run is over: everything may be given out again, as zeros. */
    void recycle() {
        for (ByteBuffer buffer : used) {
            java.lang.foreign.MemorySegment.ofBuffer(buffer.clear()).fill((byte) 0);
            free.get(buffer.capacity()).push(buffer);
        }
        used.clear();
    }
}
