package io.continuo.replication.mobility;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Leaves;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Brings the replica of one disk up to it while its user goes on writing: compares what is not
 * known, copies what differs. Blocks are copied holding their region, so that a copied block always
 * loses against a newer write. Comparing holds nothing: bytes found equal were equal at some
 * moment, and every write since then travels anyway.
 */
final class DiskCopier {
    /** Regions asked about at once. */
    private static final int ASK_REGIONS = 8;

    private static final int LEAVES_A_REGION = ActivityLog.REGION_BYTES / Leaves.BYTES;

    /** After so many refusals in a row it is the target that cannot, not the line that is gone. */
    private static final int MOST_UNANSWERED = 20;

    private static final Duration WAIT = Duration.ofMillis(50);
    private static final Duration SHORT_WAIT = Duration.ofMillis(2);
    private static final byte[] ZEROS = new byte[Leaves.BYTES];

    private final DiskState disk;
    private final ChangeLog log;
    private final ChunkPool chunks;
    private final Supplier<Optional<FrameLink>> link;
    private final BooleanSupplier stopped;
    private final ResyncLedger ledger;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ActivityLog.REGION_BYTES);
    private final byte[] leaf = new byte[Leaves.BYTES];
    private final byte[] hash = new byte[Leaves.HASH_BYTES];
    private final Leaves leaves = new Leaves();
    private int generation;
    private volatile int unanswered;
    private Optional<Asked> ahead = Optional.empty();

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
        this.link = link;
        this.stopped = stopped;
        this.ledger = ledger;
    }

    /**
     * Works until the disk is clean, or until the log forgot something and it all begins again.
     *
     * @param empty the replica holds nothing but what this process has sent: zeros need no copying
     */
    void run(int generation, boolean empty) throws IOException {
        this.generation = generation;
        while (goesOn() && !disk.unknown().isEmpty()) {
            if (empty) {
                copyUnknown();
            } else {
                compareUnknown();
            }
        }
        BlockBitmap dirty = disk.dirty();
        for (int block = dirty.next(0); block >= 0 && goesOn(); block = dirty.next(block)) {
            copy(disk.region(dirty.offset(block)), false);
        }
    }

    private boolean goesOn() {
        return !stopped.getAsBoolean()
                && log.state().flowing()
                && log.state().generation() == generation;
    }

    // --- comparing

    /** Hashes of a run of regions, on their way. */
    private record Asked(int first, int count, Future<Optional<byte[]>> answer) {}

    /** While one run is hashed and compared here, the target hashes the next. */
    private void compareUnknown() throws IOException {
        int first = disk.unknown().next(0);
        Asked asked = ahead.filter(next -> next.first() == first).orElseGet(() -> askFrom(first));
        ahead = Optional.empty();
        Optional<byte[]> theirs = answer(asked);
        if (theirs.isEmpty()) {
            return;
        }
        int end = first + asked.count();
        if (disk.unknown().next(end) >= 0) {
            ahead = Optional.of(askFrom(disk.unknown().next(end)));
        }
        long seen = log.ring().head();
        for (int region = first; region < end && goesOn(); region++) {
            compare(region, theirs.get(), (region - first) * LEAVES_A_REGION);
            settled(region, seen);
            copyDirty(region);
        }
    }

    private Asked askFrom(int first) {
        BlockBitmap unknown = disk.unknown();
        int count = 1;
        while (count < ASK_REGIONS
                && first + count < unknown.blocks()
                && unknown.get(first + count)) {
            count++;
        }
        long offset = unknown.offset(first);
        int last = first + count - 1;
        long length = unknown.offset(last) + unknown.length(last) - offset;
        FutureTask<Optional<byte[]>> answer = new FutureTask<>(() -> ask(offset, length));
        Thread.ofVirtual().name("ask-hashes").start(answer);
        return new Asked(first, count, answer);
    }

    private static Optional<byte[]> answer(Asked asked) throws IOException {
        try {
            return asked.answer().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private Optional<byte[]> ask(long offset, long length) throws IOException {
        Optional<FrameLink> way = link.get();
        if (way.isPresent()) {
            try {
                byte[] hashes = way.get().leafHashes(disk.index(), offset, length);
                unanswered = 0;
                return Optional.of(hashes);
            } catch (IOException e) {
                LockSupport.parkNanos(WAIT.toNanos());
                // The line went, and it is asked again on the next one; or is it the target?
                if (link.get().equals(way) && ++unanswered > MOST_UNANSWERED) {
                    throw new IOException("The target cannot read its replica: " + e.getMessage());
                }
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        LockSupport.parkNanos(WAIT.toNanos());
        return Optional.empty();
    }

    private void compare(int region, byte[] theirs, int leafIndex) throws IOException {
        long offset = disk.unknown().offset(region);
        int length = disk.unknown().length(region);
        buffer.clear().limit(length);
        disk.file().read(offset, buffer);
        long differ = 0;
        for (int at = 0; at < length; at += Leaves.BYTES, leafIndex++) {
            int part = Math.min(Leaves.BYTES, length - at);
            buffer.get(at, leaf, 0, part);
            leaves.hash(leaf, 0, part, hash, 0);
            int from = leafIndex * Leaves.HASH_BYTES;
            if (!Arrays.equals(hash, 0, hash.length, theirs, from, from + Leaves.HASH_BYTES)) {
                disk.dirty().set(offset + at, part);
                differ += part;
            }
        }
        ledger.compared(length, differ);
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
        long sequence =
                log.change(
                        RecordType.WRITE,
                        disk.index(),
                        ChangeRecord.COPIED,
                        start + at,
                        bytes,
                        chunk,
                        at);
        disk.activity().touched(region, region, sequence);
        if (sequence != ChangeLog.NOT_LOGGED) {
            ledger.sent(bytes);
        }
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
