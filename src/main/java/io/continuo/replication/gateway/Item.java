package io.continuo.replication.gateway;

import io.continuo.replication.stream.Frame;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** What waits in a process server's memory. */
sealed interface Item {
    /** Nobody is there any more to take it. */
    void drop();

    /**
     * @param sinceNanos when it came
     */
    record Changes(Frame frame, long bytes, long sinceNanos) implements Item {
        @Override
        public void drop() {
            frame.close();
        }
    }

    /** Hashes of the target's newest state, with all that came before. */
    record Ask(int disk, long offset, long length, CompletableFuture<byte[]> answer)
            implements Item {
        @Override
        public void drop() {
            answer.completeExceptionally(new IOException("the link is gone"));
        }
    }
}
