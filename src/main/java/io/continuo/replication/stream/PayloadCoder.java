package io.continuo.replication.stream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import java.util.OptionalInt;

/** Compresses payloads that are worth it. Not safe for use by several threads. */
public final class PayloadCoder implements AutoCloseable {
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final EntropyProbe probe = new EntropyProbe();
    private int level = Integer.MIN_VALUE;

    /**
     * Whether to try.
     *
     * @param wanted the level, if any
     */
    public boolean worthwhile(byte[] bytes, int from, int length, OptionalInt wanted) {
        return wanted.isPresent() && probe.worthwhile(bytes, from, length);
    }

    /** Most bytes {@link #compress} may need. */
    public static int bound(int length) {
        return (int) Zstd.compressBound(length);
    }

    /** Whether so little is left of a payload that it is worth being decompressed again. */
    public static boolean pays(int compressed, int plain) {
        return compressed < plain - plain / 16;
    }

    /** Compresses; returns the bytes written at {@code targetFrom}. */
    public int compress(
            byte[] target, int targetFrom, byte[] source, int from, int length, int wanted) {
        if (wanted != level) {
            level = wanted;
            zstd.setLevel(wanted);
        }
        return zstd.compressByteArray(
                target, targetFrom, target.length - targetFrom, source, from, length);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
