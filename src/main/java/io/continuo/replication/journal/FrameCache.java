package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Decoded payloads that were read not long ago, bounded by bytes: a frame holds up to a megabyte of
 * neighbouring changes, so the next read often wants the same one.
 */
public final class FrameCache {
    private final long limit;
    private final Map<Place, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private record Place(Path segment, int at) {}

    private record Entry(CompletableFuture<DecodedFrame> frame, int[] cost) {}

    /** Reads what is not here. */
    @FunctionalInterface
    interface Loader {
        DecodedFrame load() throws IOException;
    }

    /**
     * @param limit bytes to keep
     */
    public FrameCache(long limit) {
        this.limit = limit;
    }

    DecodedFrame get(Path segment, int at, Loader loader) throws IOException {
        Place place = new Place(segment, at);
        CompletableFuture<DecodedFrame> mine = null;
        Entry entry;
        synchronized (entries) {
            entry = entries.get(place);
            if (entry == null) {
                mine = new CompletableFuture<>();
                entry = new Entry(mine, new int[1]);
                entries.put(place, entry);
            }
        }
        if (mine != null) {
            load(place, entry, loader);
        }
        try {
            return entry.frame.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void load(Place place, Entry entry, Loader loader) {
        try {
            DecodedFrame frame = loader.load();
            synchronized (entries) {
                entry.cost[0] = frame.bytes().length;
                bytes += entry.cost[0];
                shrink();
            }
            entry.frame.complete(frame);
        } catch (IOException | RuntimeException e) {
            synchronized (entries) {
                entries.remove(place, entry);
            }
            entry.frame.completeExceptionally(e);
        }
    }

    private void shrink() {
        var oldest = entries.values().iterator();
        while (bytes > limit && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.cost[0] > 0) {
                bytes -= entry.cost[0];
                oldest.remove();
            }
        }
    }
}
