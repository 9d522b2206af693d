package io.continuo.replication.mobility;

import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a machine's capture must not forget when it dies: its epoch, and how much it may take for
 * granted of the target.
 */
final class StreamMemory {
    /**
     * @param epoch newest one used
     * @param durableSequence the target had acknowledged this much before anything was let rest
     * @param consistentMicros newest source time known to be recoverable to; 0 if none
     * @param modified when each disk's file was last modified, ms since 1970, at a clean stop;
     *     empty while running and after a crash
     */
    record Content(int epoch, long durableSequence, long consistentMicros, List<Long> modified) {}

    private final DurableFile<Content> file;
    private Content content;

    StreamMemory(Path path) throws IOException {
        file = new DurableFile<>(path, Content.class);
        content = file.load().orElse(new Content(0, 0, 0, List.of()));
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

    /** When a disk's file was last modified at a clean stop; nothing after a crash. */
    synchronized Optional<Long> modified(int disk) {
        return disk < content.modified().size()
                ? Optional.of(content.modified().get(disk))
                : Optional.empty();
    }

    /** A new epoch, never used before; from here on the disks may change. */
    synchronized int nextEpoch() throws IOException {
        save(
                new Content(
                        content.epoch() + 1,
                        content.durableSequence(),
                        content.consistentMicros(),
                        List.of()));
        return content.epoch();
    }

    /** The target holds this much; may also be less than before, if it lost something. */
    synchronized void durable(long sequence, long consistentMicros) throws IOException {
        if (sequence != content.durableSequence()
                || consistentMicros != content.consistentMicros()) {
            save(new Content(content.epoch(), sequence, consistentMicros, content.modified()));
        }
    }

    /** A clean stop: until the next start the files are not to change any more. */
    synchronized void stopped(List<Long> modified) throws IOException {
        save(
                new Content(
                        content.epoch(),
                        content.durableSequence(),
                        content.consistentMicros(),
                        modified));
    }

    private void save(Content next) throws IOException {
        file.save(next);
        content = next;
    }
}
