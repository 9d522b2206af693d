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
                copyDirty(disk.region(dirty.offset(block)));
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
            copy(region, differing.subList(from, at));
            copyDirty(region);
        }
    }

    /**
     * Copies what of a region was found to differ, little by little, so that the log never has to
     * take more than there is room for; the region is known then.
     */
    private void copy(int region, List<Span> spans) throws IOException {
        int most = most(Leaves.BYTES);
        for (Span span : spans) {
            for (int at = 0; at < span.length(); at += most) {
                int bytes = Math.min(most, span.length() - at);
                if (!roomFor(bytes)) {
                    return;
                }
                disk.locks().lock(region, region);
                try {
                    copy(region, span.offset() + at, bytes);
                } finally {
                    disk.locks().unlock(region, region);
                }
            }
        }
        settled(region, log.ring().head());
    }

    /** Copies a range of a region the caller holds and has made room for. */
    private void copy(int region, long offset, int bytes) throws IOException {
        disk.activity().activate(region, region);
        disk.file().read(offset, filling.view(filled, bytes));
        log(region, offset, bytes, filling, filled);
        filled += bytes;
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

    /** Copies the blocks of a region that are known to differ. */
    private void copyDirty(int region) throws IOException {
        BlockBitmap dirty = disk.dirty();
        long start = disk.unknown().offset(region);
        long end = start + disk.unknown().length(region);
        int block = dirty.next((int) (start / Leaves.BYTES));
        while (block >= 0 && dirty.offset(block) < end && roomFor(dirty.length(block))) {
            disk.locks().lock(region, region);
            try {
                // Before it is read: what is forgotten from here on marks it again.
                disk.activity().activate(region, region);
                dirty.clear(block);
                copy(region, dirty.offset(block), dirty.length(block));
            } catch (IOException | RuntimeException e) {
                dirty.set(block);
                throw e;
            } finally {
                disk.locks().unlock(region, region);
            }
            block = dirty.next(block + 1);
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
            copyAll(region);
        } else {
            settled(region, log.ring().head());
        }
        copyDirty(region);
    }

    /** Copies a region into an empty replica, but for what is zeros. */
    private void copyAll(int region) throws IOException {
        long start = disk.unknown().offset(region);
        int length = disk.unknown().length(region);
        int most = most(ActivityLog.REGION_BYTES);
        for (int at = 0; at < length; at += most) {
            int bytes = Math.min(most, length - at);
            if (!roomFor(bytes)) {
                return;
            }
            disk.locks().lock(region, region);
            try {
                disk.activity().activate(region, region);
                disk.file().read(start + at, filling.view(filled, bytes));
                for (int done = 0; done < bytes; ) {
                    done += copyRun(region, start + at + done, bytes - done, filled + done);
                }
                filled += bytes;
            } finally {
                disk.locks().unlock(region, region);
            }
        }
        settled(region, log.ring().head());
    }

    /** So much is copied at once that three disks together do not fill the log. */
    private int most(int atMost) {
        long eighth = log.writer().byteLimit() / 8 / Leaves.PIECE_BYTES * Leaves.PIECE_BYTES;
        return Math.clamp(eighth, Leaves.PIECE_BYTES, atMost);
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

    /** Copies what belongs together, or passes zeros over; returns how far it got. */
    private int copyRun(int region, long offset, int length, int position) {
        int end = 0;
        while (end < length && !zeros(position + end, Math.min(Leaves.BYTES, length - end))) {
            end += Math.min(Leaves.BYTES, length - end);
        }
        if (end == 0) {
            return Math.min(Leaves.BYTES, length);
        }
        log(region, offset, end, filling, position);
        return end;
    }

    private boolean zeros(int position, int length) {
        filling.copyTo(position, leaf, 0, length);
        return Arrays.mismatch(leaf, 0, length, ZEROS, 0, length) < 0;
    }
}
