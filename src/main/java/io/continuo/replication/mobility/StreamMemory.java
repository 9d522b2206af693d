package io.continuo.replication.mobility;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * @param layout the newest layout the target says its points hold; null before any is known
     * @param joined bytes of each disk, by index, that points may hold: written before the target
     *     is told of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(
            int epoch,
            long durableSequence,
            long consistentMicros,
            List<Long> modified,
            Integer layout,
            List<Long> joined) {
        Content with(Integer newLayout, List<Long> newJoined) {
            return new Content(
                    epoch, durableSequence, consistentMicros, modified, newLayout, newJoined);
        }
    }

    private final DurableFile<Content> file;
    private Content content;

    StreamMemory(Path path) throws IOException {
        file = new DurableFile<>(path, Content.class);
        content = file.load().orElse(new Content(0, 0, 0, List.of(), null, null));
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
                ? Optional.of(content.modified().get(disk)).filter(time -> time > 0)
                : Optional.empty();
    }

    /**
     * A capture of these disks begins. Where nothing is known of layouts, a first one is what the
     * target has; of a later one it has to be told. On disk with the next epoch.
     */
    synchronized void begin(CaptureSpec spec) {
        if (content.layout() == null && spec.layout() == 1) {
            content = content.with(1, joined(spec));
        }
    }

    /** The newest layout that points at the target hold for certain; 0 if that is not known. */
    synchronized int layout() {
        return content.layout() == null ? 0 : content.layout();
    }

    /** Bytes of a disk that points may hold; all of it where that is not known. */
    synchronized long joined(DiskSpec disk) {
        List<Long> joined = content.joined();
        if (joined == null) {
            return disk.sizeBytes();
        }
        return disk.index() < joined.size()
                ? Math.min(disk.sizeBytes(), joined.get(disk.index()))
                : 0;
    }

    /** The target is about to be told that points hold these disks. */
    synchronized void join(CaptureSpec spec) throws IOException {
        save(content.with(content.layout(), joined(spec)));
    }

    /** Points hold these disks, or, with 0, who knows. */
    synchronized void layout(int layout) throws IOException {
        if (layout() != layout) {
            save(content.with(layout, content.joined()));
        }
    }

    private static List<Long> joined(CaptureSpec spec) {
        List<Long> sizes = new ArrayList<>();
        for (DiskSpec disk : spec.disks()) {
            while (sizes.size() < disk.index()) {
                sizes.add(0L);
            }
            sizes.add(disk.sizeBytes());
        }
        return sizes;
    }

    /** A new epoch, never used before; from here on the disks may change. */
    synchronized int nextEpoch() throws IOException {
        save(
                new Content(
                        content.epoch() + 1,
                        content.durableSequence(),
                        content.consistentMicros(),
                        List.of(),
                        content.layout(),
                        content.joined()));
        return content.epoch();
    }

    /** The target holds this much; may also be less than before, if it lost something. */
    synchronized void durable(long sequence, long consistentMicros) throws IOException {
        if (sequence != content.durableSequence()
                || consistentMicros != content.consistentMicros()) {
            save(
                    new Content(
                            content.epoch(),
                            sequence,
                            consistentMicros,
                            content.modified(),
                            content.layout(),
                            content.joined()));
        }
    }

    /** A clean stop: until the next start the files are not to change any more. */
    synchronized void stopped(List<Long> modified) throws IOException {
        save(
                new Content(
                        content.epoch(),
                        content.durableSequence(),
                        content.consistentMicros(),
                        modified,
                        content.layout(),
                        content.joined()));
    }

    private void save(Content next) throws IOException {
        file.save(next);
        content = next;
    }
}
