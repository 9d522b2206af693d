package io.continuo.replication.mobility;

import io.continuo.replication.mobility.Comparer.Span;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * Compares the unknown regions of a disk with its replica, in order, run by run: while one run is
 * settled, the next ones are read and hashed at both ends.
 */
final class CompareRuns {
    /** Regions asked about at once. */
    private static final int REGIONS = 16;

    /**
     * From so many bytes on hashes have a key: those are the faster ones, but only once the JVM has
     * compiled them, for which it takes about a second.
     */
    private static final long KEYED = 1L << 30;

    /** Runs under way at once; each takes a thread and 2 MiB here. */
    private static final int RUNS = 3;

    private record Run(
            int first, int count, Comparer by, FutureTask<Optional<List<Span>>> result) {}

    /** Told of each run that could be compared. */
    interface Found {
        void take(int first, int count, List<Span> differing) throws IOException;
    }

    private final DiskState disk;
    private final Comparer.Asker target;
    private final BooleanSupplier goesOn;
    private final Deque<Run> underWay = new ArrayDeque<>();
    private final Deque<Comparer> idle = new ArrayDeque<>();

    CompareRuns(DiskState disk, Comparer.Asker target, BooleanSupplier goesOn) {
        this.disk = disk;
        this.target = target;
        this.goesOn = goesOn;
    }

    /** Goes over the disk once; what could not be compared stays unknown. */
    void run(Found found) throws IOException {
        try {
            boolean keyed = disk.unknown().bytes() >= KEYED;
            int next = disk.unknown().next(0);
            while (goesOn.getAsBoolean() && (next >= 0 || !underWay.isEmpty())) {
                while (next >= 0 && underWay.size() < RUNS) {
                    Run begun = begin(next, keyed);
                    underWay.add(begun);
                    next = disk.unknown().next(begun.first() + begun.count());
                }
                Run done = underWay.remove();
                Optional<List<Span>> differing = await(done);
                idle.push(done.by());
                if (differing.isPresent() && goesOn.getAsBoolean()) {
                    found.take(done.first(), done.count(), differing.get());
                }
            }
        } finally {
            drop();
        }
    }

    private Run begin(int first, boolean keyed) {
        BlockBitmap unknown = disk.unknown();
        int count = 1;
        while (count < REGIONS && first + count < unknown.blocks() && unknown.get(first + count)) {
            count++;
        }
        int last = first + count - 1;
        long offset = unknown.offset(first);
        long length = unknown.offset(last) + unknown.length(last) - offset;
        Comparer by = idle.isEmpty() ? new Comparer(disk, target, goesOn) : idle.pop();
        FutureTask<Optional<List<Span>>> result =
                new FutureTask<>(() -> by.compare(offset, length, keyed));
        Thread.ofPlatform().daemon().name("compare").start(result);
        return new Run(first, count, by, result);
    }

    private static Optional<List<Span>> await(Run run) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.result().get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause().getMessage(), e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for what is under way: nothing reads the disk any more after that. */
    private void drop() {
        for (Run left = underWay.poll(); left != null; left = underWay.poll()) {
            try {
                await(left);
            } catch (IOException e) {
                // Why it stops is known already.
            }
        }
    }
}
