package io.continuo.replication.mobility;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a machine's capture must not forget when it dies: its epoch, and how much it may take for
 * granted of the target.
 */
final class StreamMemory {
    /**
     * @param epoch newest one used
     * @param durableSequence the target had acknowledged this much before anything was let rest
     * @param consistentMicros newest source time known to be recoverable to; 0 if none
     */
    record Content(int epoch, long durableSequence, long consistentMicros) {}

    private final DurableFile<Content> file;
    private Content content;

    StreamMemory(Path path) throws IOException {
        file = new DurableFile<>(path, Content.class);
        content = file.load().orElse(new Content(0, 0, 0));
    }

    synchronized int epoch() {
        return content.epoch();
    }

    synchronized long durableSequence() {
        return content.durableSequence();
    }

    synchronized long consistentMicros() {
        return content.consistentMicros();
    }

    /** A new epoch, never used before. */
    synchronized int nextEpoch() throws IOException {
        save(
                new Content(
                        content.epoch() + 1,
                        content.durableSequence(),
                        content.consistentMicros()));
        return content.epoch();
    }

    /** The target holds this much; may also be less than before, if it lost something. */
    synchronized void durable(long sequence, long consistentMicros) throws IOException {
        if (sequence != content.durableSequence()
                || consistentMicros != content.consistentMicros()) {
            save(new Content(content.epoch(), sequence, consistentMicros));
        }
    }

    private void save(Content next) throws IOException {
        file.save(next);
        content = next;
    }
}
