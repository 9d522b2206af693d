package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdException;

import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Reads put off because their data has to come from the disk, which has begun to fetch it.
 *
 * <p>One thread serves a client's requests one by one; waiting for each cold read in turn, it would
 * use a disk as if it could do one thing at a time. Put off until the input is dry, the waits
 * overlap.
 */
final class ColdReads {
    /** Reads put off at most, so that the first need not wait long. */
    private static final int MOST = 64;

    private final GuardedExport export;
    private final Replies replies;
    private final ArrayDeque<ColdRead> waiting = new ArrayDeque<>();

    ColdReads(GuardedExport export, Replies replies) {
        this.export = export;
        this.replies = replies;
    }

    private record ColdRead(long cookie, long offset, int length) {}

    /** Puts off a read of at most {@link Replies#PIECE_BYTES}. */
    void add(long cookie, long offset, int length) throws IOException {
        waiting.add(new ColdRead(cookie, offset, length));
        if (waiting.size() >= MOST) {
            serve();
        }
    }

    boolean none() {
        return waiting.isEmpty();
    }

    /** Waits for all of them; what is gathered is sent before each wait. */
    void serve() throws IOException {
        for (ColdRead read = waiting.poll(); read != null; read = waiting.poll()) {
            try {
                if (!replies.now(export, read.cookie(), read.offset(), read.length())) {
                    replies.send();
                    replies.whole(export, read.cookie(), read.offset(), read.length());
                }
            } catch (NbdException e) {
                replies.failed(read.cookie(), e.error(), e.getMessage());
            }
        }
    }
}
