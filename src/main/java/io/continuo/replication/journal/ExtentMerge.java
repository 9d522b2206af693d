package io.continuo.replication.journal;

import java.util.Arrays;

/**
 * Merges extents, given in the order they were written, into an {@link ExtentMap}: the newest wins.
 *
 * <p>Sorts by offset (radix, stable) and sweeps over the disk with a heap of the extents that cover
 * the current place, newest on top. Only arrays of numbers: a million extents take a fraction of a
 * second.
 */
final class ExtentMerge {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private int count;
    private long[] starts = new long[1024];
    private long[] ends = new long[1024];
    private int[] segments = new int[1024];
    private int[] records = new int[1024];
    private int[] payloads = new int[1024];

    /** Makes room for that many more. */
    void reserve(int more) {
        if (count + more > starts.length) {
            int capacity = Math.max(count + more, starts.length + (starts.length >> 1));
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
            segments = Arrays.copyOf(segments, capacity);
            records = Arrays.copyOf(records, capacity);
            payloads = Arrays.copyOf(payloads, capacity);
        }
    }

    /** Adds a newer extent; {@link #reserve} came before. */
    void add(long start, long end, int segment, int record, int payload) {
        starts[count] = start;
        ends[count] = end;
        segments[count] = segment;
        records[count] = record;
        payloads[count] = payload;
        count++;
    }

    ExtentMap merge() {
        int[] order = sortByStart();
        Pieces out = new Pieces(count);
        NewestFirst covering = new NewestFirst();
        int next = 0;
        long at = 0;
        while (next < count || !covering.isEmpty()) {
            if (covering.isEmpty()) {
                at = starts[order[next]];
            }
            while (next < count && starts[order[next]] <= at) {
                covering.push(order[next++]);
            }
            while (!covering.isEmpty() && ends[covering.top()] <= at) {
                covering.pop();
            }
            if (covering.isEmpty()) {
                continue;
            }
            int newest = covering.top();
            long until = ends[newest];
            // Older extents that start below the newest one need not cut it.
            while (next < count && starts[order[next]] < until && order[next] < newest) {
                covering.push(order[next++]);
            }
            if (next < count) {
                until = Math.min(until, starts[order[next]]);
            }
            out.add(at, until, newest);
            at = until;
        }
        return out.toMap();
    }

    private int[] sortByStart() {
        int[] order = new int[count];
        long highest = 0;
        for (int i = 0; i < count; i++) {
            order[i] = i;
            highest |= starts[i];
        }
        int[] spare = new int[count];
        int[] counts = new int[DIGITS];
        for (int shift = 0; shift < 64 && highest >>> shift != 0; shift += DIGIT_BITS) {
            if ((highest >>> shift & (DIGITS - 1)) == 0) {
                continue;
            }
            Arrays.fill(counts, 0);
            for (int i = 0; i < count; i++) {
                counts[(int) (starts[i] >>> shift) & (DIGITS - 1)]++;
            }
            int sum = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int here = counts[digit];
                counts[digit] = sum;
                sum += here;
            }
            for (int i = 0; i < count; i++) {
                int digit = (int) (starts[order[i]] >>> shift) & (DIGITS - 1);
                spare[counts[digit]++] = order[i];
            }
            int[] swap = order;
            order = spare;
            spare = swap;
        }
        return order;
    }

    /** A binary heap of extents, the newest on top. */
    private static final class NewestFirst {
        private int[] heap = new int[64];
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        int top() {
            return heap[0];
        }

        void push(int extent) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            int at = size++;
            while (at > 0 && heap[(at - 1) >>> 1] < extent) {
                heap[at] = heap[(at - 1) >>> 1];
                at = (at - 1) >>> 1;
            }
            heap[at] = extent;
        }

        void pop() {
            int moved = heap[--size];
            int at = 0;
            for (int child = 1; child < size; child = 2 * at + 1) {
                if (child + 1 < size && heap[child + 1] > heap[child]) {
                    child++;
                }
                if (heap[child] <= moved) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = moved;
        }
    }

    /** The result under way; neighbours cut from the same extent are joined again. */
    private final class Pieces {
        private int size;
        private long[] from;
        private long[] to;
        private int[] extent;

        Pieces(int expected) {
            from = new long[expected + 1];
            to = new long[expected + 1];
            extent = new int[expected + 1];
        }

        void add(long start, long end, int source) {
            if (size > 0 && extent[size - 1] == source && to[size - 1] == start) {
                to[size - 1] = end;
                return;
            }
            if (size == from.length) {
                int capacity = size + (size >> 1) + 16;
                from = Arrays.copyOf(from, capacity);
                to = Arrays.copyOf(to, capacity);
                extent = Arrays.copyOf(extent, capacity);
            }
            from[size] = start;
            to[size] = end;
            extent[size++] = source;
        }

        ExtentMap toMap() {
            int[] segment = new int[size];
            int[] record = new int[size];
            int[] payload = new int[size];
            for (int i = 0; i < size; i++) {
                int source = extent[i];
                segment[i] = segments[source];
                record[i] = records[source];
                payload[i] = payloads[source] + (int) (from[i] - starts[source]);
            }
            return new ExtentMap(size, from, to, segment, record, payload);
        }
    }
}
