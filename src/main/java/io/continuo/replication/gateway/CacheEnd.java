package io.continuo.replication.gateway;

import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a stream has on disk, if its process server has one, and whether its changes go there.
 * Guarded by the stream's lock; the cache itself and {@link #wantsBack()} need none.
 */
final class CacheEnd {
    /** A disk that could not be written to is tried again after so long (DOMAIN.md: retry). */
    private static final Duration FAILED_LIMIT = Duration.ofMinutes(1);

    private final UUID stream;
    private final Surroundings around;
    private final Optional<StreamCache> cache;
    private final Optional<DurableFile<StreamNote>> note;
    private final Spans spans = new Spans();
    private long bytes;

    /** Whether a sender's changes go to disk. */
    private boolean caching;

    /** Whether what is left on disk is so little that new changes wait in memory for it. */
    private boolean leaving;

    private boolean writing;
    private volatile boolean wantsBack;
    private boolean failed;
    private long failedAt;
    private long appendedUpTo;
    private long oldestMicros;
    private boolean seek;

    CacheEnd(UUID stream, Surroundings around) throws IOException {
        this.stream = stream;
        this.around = around;
        if (around.disk().isPresent()) {
            DiskCache disk = around.disk().get();
            cache = Optional.of(disk.stream(stream));
            bytes = cache.get().bytes();
            note =
                    Optional.of(
                            new DurableFile<>(
                                    disk.directory(stream).resolve("stream.json"),
                                    StreamNote.class));
        } else {
            cache = Optional.empty();
            note = Optional.empty();
        }
    }

    boolean isEmpty() {
        return cache.isEmpty() || cache.get().isEmpty();
    }

    /** Whether it can be written to now. */
    boolean isUsable() {
        return cache.isPresent()
                && (!failed || System.nanoTime() - failedAt > FAILED_LIMIT.toNanos());
    }

    /** What is on disk; there is a disk. */
    StreamCache cache() {
        return cache.orElseThrow();
    }

    /** What of it need not travel. */
    Spans spans() {
        return spans;
    }

    Optional<CacheSegment.Head> peek() throws IOException {
        return cache.isPresent() ? cache.get().peek() : Optional.empty();
    }

    /** What a process before wrote down of it. */
    Optional<StreamNote> left() throws IOException {
        return note.orElseThrow().load();
    }

    /** Writes down what a process after a crash must know. */
    void note(Hello hello, TargetEnd target, long begins, boolean passing) throws IOException {
        DurableDirectories.create(around.disk().orElseThrow().directory(stream));
        note.orElseThrow()
                .save(
                        new StreamNote(
                                hello.machine(),
                                hello.masterTarget(),
                                target.durable(),
                                target.consistent(),
                                target.sentUpTo(),
                                begins,
                                passing));
    }

    boolean caching() {
        return caching;
    }

    /** Changes go to disk from here on, behind {@code kept}. */
    void begin(long kept) {
        caching = true;
        appendedUpTo = kept;
    }

    /**
     * A process before has left something, up to there.
     *
     * @param oldest when the first of it came, µs since 1970
     */
    void resumed(long upTo, long oldest) {
        appendedUpTo = upTo;
        oldestMicros = oldest;
    }

    /** Changes pass through memory from here on. */
    void end() {
        caching = false;
        leaving = false;
    }

    boolean leaving() {
        return leaving;
    }

    void leaving(boolean is) {
        leaving = is;
    }

    /** Whether something is being written that is not durable yet. */
    boolean writing() {
        return writing;
    }

    void writing(boolean is) {
        writing = is;
    }

    /** Whether what waits for room on disk need not go there any more. */
    boolean wantsBack() {
        return wantsBack;
    }

    void wantsBack(boolean is) {
        wantsBack = is;
    }

    void failed() {
        cache().abandonTail();
        spans.abandon();
        failed = true;
        failedAt = System.nanoTime();
    }

    /** The last change written, durable or not. */
    long appendedUpTo() {
        return appendedUpTo;
    }

    void appended(long upTo) {
        appendedUpTo = upTo;
        resized();
    }

    /** When the change that is sent next came, µs since 1970. */
    long oldestMicros() {
        return oldestMicros;
    }

    void oldest(long micros) {
        oldestMicros = micros;
    }

    /** The link is gone: read on from what the target holds, whenever it is back. */
    void seekLater() {
        seek = true;
    }

    void seekIfAsked(long sequence) throws IOException {
        if (seek && cache.isPresent()) {
            cache.get().seek(sequence);
            seek = false;
        }
    }

    void sought() {
        seek = false;
    }

    /** The target holds everything up to there. */
    void release(Position durable) {
        cache.ifPresent(kept -> kept.release(durable.sequence()));
        spans.release(durable.sequence());
        resized();
    }

    /** The target came back, with everything up to there. */
    void rejoined(long held) throws IOException {
        if (cache.isPresent()) {
            cache.get().seek(held);
            cache.get().release(held);
            resized();
        }
    }

    long bytes() {
        return bytes;
    }

    void resized() {
        if (cache.isPresent()) {
            long now = cache.get().bytes();
            around.disk().orElseThrow().resized(bytes, now);
            bytes = now;
        }
    }

    void clear() {
        if (cache.isPresent()) {
            cache.get().clear();
            resized();
        }
        spans.clear();
    }
}
