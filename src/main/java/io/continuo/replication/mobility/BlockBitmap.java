package io.continuo.replication.mobility;

import java.util.concurrent.atomic.AtomicLongArray;

/** Bits for equal blocks of a disk; any thread may set and clear them. */
final class BlockBitmap {
    private final long size;
    private final int blockBytes;
    private final int blocks;
    private final AtomicLongArray words;

    /**
     * @param size of the disk, bytes
     * @param blockBytes bytes one bit stands for
     */
    BlockBitmap(long size, int blockBytes) {
        this.size = size;
        this.blockBytes = blockBytes;
        this.blocks = Math.toIntExact((size + blockBytes - 1) / blockBytes);
        this.words = new AtomicLongArray((blocks + Long.SIZE - 1) / Long.SIZE);
    }

    int blocks() {
        return blocks;
    }

    /** Sets the bits of every block the range touches. */
    void set(long offset, long length) {
        if (length <= 0) {
            return;
        }
        int last = (int) ((offset + length - 1) / blockBytes);
        for (int block = (int) (offset / blockBytes); block <= last; block++) {
            set(block);
        }
    }

    void set(int block) {
        long bit = 1L << block;
        int word = block / Long.SIZE;
        if ((words.get(word) & bit) == 0) {
            words.accumulateAndGet(word, bit, (now, more) -> now | more);
        }
    }

    /** Sets what is set in {@code other}, which is of the same size. */
    void addAll(BlockBitmap other) {
        for (int word = 0; word < words.length(); word++) {
            long more = other.words.get(word);
            if (more != 0) {
                words.accumulateAndGet(word, more, (now, add) -> now | add);
            }
        }
    }

    /** An empty one for the same disk. */
    BlockBitmap sameSize() {
        return new BlockBitmap(size, blockBytes);
    }

    void setAll() {
        set(0, size);
    }

    void clear(int block) {
        long bit = 1L << block;
        words.accumulateAndGet(block / Long.SIZE, bit, (now, less) -> now & ~less);
    }

    boolean get(int block) {
        return (words.get(block / Long.SIZE) & 1L << block) != 0;
    }

    /** Whether any block the range touches is set. */
    boolean any(long offset, long length) {
        if (length <= 0) {
            return false;
        }
        int next = next((int) (offset / blockBytes));
        return next >= 0 && (long) next * blockBytes < offset + length;
    }

    /** The first set block from {@code from} on, or -1. */
    int next(int from) {
        if (from >= blocks) {
            return -1;
        }
        int word = from / Long.SIZE;
        long bits = words.get(word) & (-1L << from);
        while (bits == 0) {
            if (++word == words.length()) {
                return -1;
            }
            bits = words.get(word);
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(bits);
    }

    boolean isEmpty() {
        return next(0) < 0;
    }

    /** Bytes of the disk under set bits. */
    long bytes() {
        long count = 0;
        for (int i = 0; i < words.length(); i++) {
            count += Long.bitCount(words.get(i));
        }
        long bytes = count * blockBytes;
        boolean shortEnd = size % blockBytes != 0 && blocks > 0 && get(blocks - 1);
        return shortEnd ? bytes - blockBytes + size % blockBytes : bytes;
    }

    /** Where a block starts on the disk. */
    long offset(int block) {
        return (long) block * blockBytes;
    }

    /** Bytes of a block; the last one may be shorter. */
    int length(int block) {
        return (int) Math.min(blockBytes, size - offset(block));
    }
}
