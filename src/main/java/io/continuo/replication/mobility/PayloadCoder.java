package io.continuo.replication.mobility;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/**
 * Compresses payloads that are worth it, the harder the less waits. Not safe for use by several
 * threads.
 */
final class PayloadCoder implements AutoCloseable {
    /** Waiting bytes up to which each level is used; beyond the last nothing is compressed. */
    private static final long[] BACKLOG = {1 << 20, 4 << 20, 12 << 20, 40 << 20};

    private static final int[] LEVELS = {3, 1, -1, -5};

    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final EntropyProbe probe = new EntropyProbe();
    private int level = Integer.MIN_VALUE;

    /**
     * Whether to try.
     *
     * @param backlog data bytes waiting to be sealed
     */
    boolean worthwhile(byte[] bytes, int from, int length, long backlog) {
        return backlog <= BACKLOG[BACKLOG.length - 1] && probe.worthwhile(bytes, from, length);
    }

    /** Most bytes {@link #compress} may need. */
    static int bound(int length) {
        return (int) Zstd.compressBound(length);
    }

    /** Compresses; returns the bytes written at {@code targetFrom}. */
    int compress(byte[] target, int targetFrom, byte[] source, int from, int length, long backlog) {
        use(levelFor(backlog));
        return zstd.compressByteArray(
                target, targetFrom, target.length - targetFrom, source, from, length);
    }

    private static int levelFor(long backlog) {
        for (int i = 0; i < BACKLOG.length; i++) {
            if (backlog <= BACKLOG[i]) {
                return LEVELS[i];
            }
        }
        return LEVELS[LEVELS.length - 1];
    }

    private void use(int wanted) {
        if (wanted != level) {
            level = wanted;
            zstd.setLevel(wanted);
        }
    }

    @Override
    public void close() {
        zstd.close();
    }
}
