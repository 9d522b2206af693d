package io.continuo.replication.mobility;

import io.continuo.replication.mobility.Comparer.Span;
import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Brings the replica of one disk up to it while its user goes on writing: compares what is not
 * known, copies what differs. Blocks are copied holding their region, so that a copied block always
 * loses against a newer write.
 */
final class DiskCopier {
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final Duration SHORT_WAIT = Duration.ofMillis(2);
    private static final byte[] ZEROS = new byte[Leaves.BYTES];

    private final DiskState disk;
    private final ChangeLog log;
    private final ChunkPool chunks;
    private final BooleanSupplier stopped;
    private final ResyncLedger ledger;
    private final CompareRuns runs;
    private final byte[] leaf = new byte[Leaves.BYTES];
    private volatile int generation;

    /** What compared pieces are copied through, and how much of it is taken; or null. */
    private Chunk filling;

    private int filled;

    /**
     * @param chunks what is copied waits in these until it is durable, which bounds it
     * @param link the way to the replica, while there is one
     * @param stopped whether to give up
     * @param ledger told what it costs
     */
    DiskCopier(
            DiskState disk,
            ChangeLog log,
            ChunkPool chunks,
            Supplier<Optional<FrameLink>> link,
            BooleanSupplier stopped,
            ResyncLedger ledger) {
        this.disk = disk;
        this.log = log;
        this.chunks = chunks;
        this.stopped = stopped;
        this.ledger = ledger;
        TargetHashes target = new TargetHashes(disk, log, link, this::goesOn);
        this.runs = new CompareRuns(disk, target, this::goesOn);
    }

    /**
     * Works until the disk is clean, or until the log forgot something and it all begins again.
     *
     * @param empty the replica holds nothing but what this process has sent: zeros need no copying
     */
    void run(int generation, boolean empty) throws IOException {
        this.generation = generation;
        try {
            while (goesOn() && !disk.unknown().isEmpty()) {
                if (empty) {
                    copyUnknown();
                } else {
                    runs.run(this::compared);
                }
            }
            BlockBitmap dirty = disk.dirty();
            for (int block = dirty.next(0); block >= 0 && goesOn(); block = dirty.next(block)) {
                copy(disk.region(dirty.offset(block)), false);
            }
        } finally {
            filled();
        }
    }

    private boolean goesOn() {
        return !stopped.getAsBoolean()
                && log.state().flowing()
                && log.state().generation() == generation;
    }

    // --- comparing

    /** A run was compared: copies what differs, and the regions are known. */
    private void compared(int first, int count, List<Span> differing) throws IOException {
        int at = 0;
        for (int region = first; region < first + count && goesOn(); region++) {
            int from = at;
            int bytes = 0;
            while (at < differing.size() && disk.region(differing.get(at).offset()) == region) {
                bytes += differing.get(at++).length();
            }
            ledger.compared(disk.unknown().length(region), bytes);
            if (bytes == 0) {
                settled(region, log.ring().head());
            } else {
                copy(region, differing.subList(from, at), bytes);
            }
            copyDirty(region);
        }
    }

    /** Copies what of a region was found to differ; the region is known then. */
    private void copy(int region, List<Span> spans, int bytes) throws IOException {
        if (!roomFor(bytes)) {
            return;
        }
        disk.locks().lock(region, region);
        try {
            disk.activity().activate(region, region);
            for (Span span : spans) {
                disk.file().read(span.offset(), filling.view(filled, span.length()));
                log(region, span.offset(), span.length(), filling, filled);
                filled += span.length();
            }
            disk.unknown().clear(region);
        } finally {
            disk.locks().unlock(region, region);
        }
    }

    /** Small copies share a chunk: what is not durable yet would else be few of them. */
    private boolean roomFor(int bytes) {
        if (filling != null && filled + bytes <= ChunkPool.PAYLOAD_BYTES && log.roomForCopies()) {
            return true;
        }
        filled();
        filling = acquire();
        filled = 0;
        return filling != null;
    }

    private void filled() {
        if (filling != null) {
            filling.release();
            filling = null;
        }
    }

    private void log(int region, long offset, int bytes, Chunk chunk, int position) {
        long sequence =
                log.change(
                        RecordType.WRITE,
                        disk.index(),
                        ChangeRecord.COPIED,
                        offset,
                        bytes,
                        chunk,
                        position);
        disk.activity().touched(region, region, sequence);
        if (sequence != ChangeLog.NOT_LOGGED) {
            ledger.sent(bytes);
        }
    }

    private void copyDirty(int region) throws IOException {
        if (disk.dirty().any(disk.unknown().offset(region), disk.unknown().length(region))) {
            copy(region, false);
        }
    }

    /** The region is known now: equal, or its differing blocks are marked. */
    private void settled(int region, long seen) {
        disk.locks().lock(region, region);
        try {
            disk.activity().touched(region, region, seen);
            disk.unknown().clear(region);
        } finally {
            disk.locks().unlock(region, region);
        }
    }

    // --- copying

    private void copyUnknown() throws IOException {
        BlockBitmap unknown = disk.unknown();
        int region = unknown.next(0);
        long offset = unknown.offset(region);
        int length = unknown.length(region);
        boolean[] data = new boolean[1];
        // A hole seen now reads as zeros, as the empty replica does; writes since then travel.
        disk.file()
                .extents(
                        offset,
                        length,
                        (bytes, hole, zero) -> {
                            data[0] |= !zero;
                            return !data[0];
                        });
        if (data[0]) {
            copy(region, true);
        } else {
            settled(region, log.ring().head());
            copyDirty(region);
        }
    }

    /** Copies the dirty blocks of a region, or all of them into an empty replica. */
    private void copy(int region, boolean all) throws IOException {
        Chunk chunk = acquire();
        if (chunk == null) {
            return;
        }
        disk.locks().lock(region, region);
        try {
            disk.activity().activate(region, region);
            long start = disk.unknown().offset(region);
            int length = disk.unknown().length(region);
            if (all) {
                disk.file().read(start, chunk.view(0, length));
            }
            for (int at = 0; at < length; ) {
                at += copyRun(chunk, region, at, all);
            }
            if (all) {
                disk.unknown().clear(region);
            }
        } finally {
            disk.locks().unlock(region, region);
            chunk.release();
        }
    }

    private Chunk acquire() {
        while (goesOn()) {
            if (!log.roomForCopies()) {
                LockSupport.parkNanos(SHORT_WAIT.toNanos());
                continue;
            }
            Optional<Chunk> chunk = chunks.tryAcquire(WAIT);
            if (chunk.isPresent()) {
                return chunk.get();
            }
        }
        return null;
    }

    /** Copies blocks that belong together, or passes one over; returns how far it got. */
    private int copyRun(Chunk chunk, int region, int at, boolean all) throws IOException {
        long start = disk.unknown().offset(region);
        int length = disk.unknown().length(region);
        int end = at;
        while (end < length && wanted(chunk, start, end, all)) {
            end += Math.min(Leaves.BYTES, length - end);
        }
        if (end == at) {
            return Math.min(Leaves.BYTES, length - at);
        }
        int bytes = end - at;
        if (!all) {
            disk.file().read(start + at, chunk.view(at, bytes));
        }
        BlockBitmap dirty = disk.dirty();
        for (int from = at; from < end; from += Leaves.BYTES) {
            dirty.clear((int) ((start + from) / Leaves.BYTES));
        }
        log(region, start + at, bytes, chunk, at);
        return bytes;
    }

    private boolean wanted(Chunk chunk, long start, int at, boolean all) {
        if (disk.dirty().get((int) ((start + at) / Leaves.BYTES))) {
            return true;
        }
        if (!all) {
            return false;
        }
        int part = Math.min(Leaves.BYTES, disk.unknown().length(disk.region(start)) - at);
        chunk.copyTo(at, leaf, 0, part);
        return Arrays.mismatch(leaf, 0, part, ZEROS, 0, part) >= 0;
    }
}
