package io.continuo.replication.mobility;

import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Leaves;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/**
 * Compares one run of regions of a disk with its replica: by leaves, and those that differ by
 * pieces. While this end reads and hashes, the target does the same. Comparing holds nothing: bytes
 * found equal were equal at some moment, and every write since then travels anyway.
 */
final class Comparer {
    /** What differs, in order; adjacent pieces of a region are one span. */
    record Span(long offset, int length) {}

    private final DiskState disk;
    private final Asker target;
    private final BooleanSupplier goesOn;
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ActivityLog.REGION_BYTES);
    private final byte[] bytes = new byte[ActivityLog.REGION_BYTES];

    /** Asks the target. */
    interface Asker {
        /** A way to ask, while there is one. */
        Optional<Way> way();

        /** Waits until the target holds what was under way to these leaves, if that may be. */
        void arrived(List<Long> leaves);
    }

    /** One link. */
    interface Way {
        /** Whether the target knows of pieces and keys. */
        boolean pieces();

        /** Nothing where the link went: all is to be asked again. */
        Optional<byte[]> ask(HashAsk ask) throws IOException;
    }

    Comparer(DiskState disk, Asker target, BooleanSupplier goesOn) {
        this.disk = disk;
        this.target = target;
        this.goesOn = goesOn;
    }

    /**
     * @param length a multiple of {@link Leaves#BYTES}, but for the end of the disk
     * @param keyed whether to hash with a key, where the target can
     * @return what differs, or nothing if it could not be found out
     */
    Optional<List<Span>> compare(long offset, long length, boolean keyed) throws IOException {
        Optional<Way> found = target.way();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Way way = found.get();
        byte[] key = keyed && way.pieces() ? newKey() : new byte[0];
        HashAsk ask = HashAsk.range(disk.index(), offset, length, key);
        FutureTask<Optional<byte[]>> asked = meanwhile(() -> way.ask(ask));
        byte[] ours = leafHashes(ask.hasher(), offset, length);
        Optional<byte[]> theirs = answer(asked);
        if (theirs.isEmpty() || !goesOn.getAsBoolean()) {
            return Optional.empty();
        }
        List<Long> differ = new ArrayList<>();
        for (int at = 0; at < ours.length; at += Leaves.HASH_BYTES) {
            if (!equal(ours, theirs.get(), at)) {
                differ.add(offset + (long) (at / Leaves.HASH_BYTES) * Leaves.BYTES);
            }
        }
        if (differ.isEmpty()) {
            return Optional.of(List.of());
        }
        return way.pieces() ? pieces(differ, way, key) : Optional.of(whole(differ));
    }

    private byte[] newKey() {
        byte[] key = new byte[Leaves.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    private List<Span> whole(List<Long> differ) {
        List<Span> spans = new ArrayList<>();
        differ.forEach(leaf -> add(spans, leaf, leafLength(leaf)));
        return spans;
    }

    private Optional<List<Span>> pieces(List<Long> differ, Way way, byte[] key) throws IOException {
        target.arrived(differ);
        HashAsk ask = HashAsk.pieces(disk.index(), differ, key);
        Leaves hasher = ask.hasher();
        FutureTask<Optional<byte[]>> asked = meanwhile(() -> way.ask(ask));
        byte[] ours = new byte[differ.size() * Leaves.PIECE_HASHES];
        for (int i = 0; i < differ.size(); i++) {
            long leaf = differ.get(i);
            int length = read(leaf, leafLength(leaf));
            int at = i * Leaves.PIECE_HASHES;
            hasher.hash(leaf, bytes, 0, length, Leaves.PIECE_BYTES, ours, at);
        }
        Optional<byte[]> theirs = answer(asked);
        if (theirs.isEmpty()) {
            return Optional.empty();
        }
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < differ.size(); i++) {
            long leaf = differ.get(i);
            int length = leafLength(leaf);
            for (int piece = 0; piece < length; piece += Leaves.PIECE_BYTES) {
                int at = i * Leaves.PIECE_HASHES + piece / Leaves.PIECE_BYTES * Leaves.HASH_BYTES;
                if (!equal(ours, theirs.get(), at)) {
                    int end = Math.min(length, piece + Leaves.PIECE_BYTES);
                    add(spans, leaf + piece, end - piece);
                }
            }
        }
        return Optional.of(spans);
    }

    private void add(List<Span> spans, long offset, int length) {
        if (!spans.isEmpty()) {
            Span last = spans.getLast();
            if (last.offset() + last.length() == offset
                    && disk.region(last.offset()) == disk.region(offset)) {
                spans.removeLast();
                spans.add(new Span(last.offset(), last.length() + length));
                return;
            }
        }
        spans.add(new Span(offset, length));
    }

    private int leafLength(long leaf) {
        return (int) Math.min(Leaves.BYTES, disk.file().size() - leaf);
    }

    private static boolean equal(byte[] ours, byte[] theirs, int at) {
        int end = at + Leaves.HASH_BYTES;
        return end <= theirs.length && Arrays.equals(ours, at, end, theirs, at, end);
    }

    private byte[] leafHashes(Leaves hasher, long offset, long length) throws IOException {
        int count = Math.toIntExact((length + Leaves.BYTES - 1) / Leaves.BYTES);
        byte[] hashes = new byte[count * Leaves.HASH_BYTES];
        disk.file().readAhead(offset, length);
        for (long done = 0; done < length && goesOn.getAsBoolean(); done += bytes.length) {
            int part = (int) Math.min(bytes.length, length - done);
            int at = (int) (done / Leaves.BYTES) * Leaves.HASH_BYTES;
            if (isHole(offset + done, part)) {
                Arrays.fill(bytes, 0, part, (byte) 0);
            } else {
                read(offset + done, part);
            }
            hasher.hash(offset + done, bytes, 0, part, Leaves.BYTES, hashes, at);
        }
        return hashes;
    }

    /** A hole reads as zeros, and need not be read for that. */
    private boolean isHole(long offset, int bytesOfIt) throws IOException {
        boolean[] zeros = {true};
        disk.file()
                .extents(
                        offset,
                        bytesOfIt,
                        (length, hole, zero) -> {
                            zeros[0] &= zero;
                            return zeros[0];
                        });
        return zeros[0];
    }

    private int read(long offset, int length) throws IOException {
        buffer.clear().limit(length);
        disk.file().read(offset, buffer);
        buffer.get(0, bytes, 0, length);
        return length;
    }

    private interface Question {
        Optional<byte[]> ask() throws IOException;
    }

    private static FutureTask<Optional<byte[]>> meanwhile(Question question) {
        FutureTask<Optional<byte[]>> task = new FutureTask<>(question::ask);
        Thread.ofPlatform().daemon().name("ask-hashes").start(task);
        return task;
    }

    private static Optional<byte[]> answer(FutureTask<Optional<byte[]>> asked) throws IOException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
