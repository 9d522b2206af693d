package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps a journal's superblock in two files written in turn: one may be torn by a crash, never
 * both.
 */
final class SuperblockStore {
    private final Path directory;
    private final JournalFiles files;
    private Superblock current;

    private SuperblockStore(Path directory, JournalFiles files, Superblock current) {
        this.directory = directory;
        this.files = files;
        this.current = current;
    }

    /** The newest superblock that can be read, if any. */
    static Optional<Superblock> read(Path directory) throws IOException {
        Superblock newest = null;
        for (int turn = 0; turn < 2; turn++) {
            Path file = file(directory, turn);
            if (Files.exists(file)) {
                Superblock found = Superblock.decode(Files.readAllBytes(file));
                if (found != null && (newest == null || found.generation() > newest.generation())) {
                    newest = found;
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Goes on from {@code current}, as read. */
    static SuperblockStore resume(Path directory, JournalFiles files, Superblock current) {
        return new SuperblockStore(directory, files, current);
    }

    static SuperblockStore create(Path directory, JournalFiles files, Superblock first)
            throws IOException {
        SuperblockStore store = new SuperblockStore(directory, files, first);
        store.write(first);
        store.update(same -> same);
        files.forceDirectory(directory);
        return store;
    }

    private static Path file(Path directory, long generation) {
        return directory.resolve(generation % 2 == 0 ? "super.a" : "super.b");
    }

    synchronized Superblock current() {
        return current;
    }

    /** Durable on return. */
    synchronized Superblock update(UnaryOperator<Superblock> change) throws IOException {
        Superblock next = change.apply(current).next();
        write(next);
        current = next;
        return next;
    }

    private void write(Superblock block) throws IOException {
        ByteBuffer buffer = JournalFiles.buffer(Superblock.BYTES).put(block.encode()).flip();
        try (JournalFiles.SegmentFile file = files.open(file(directory, block.generation()))) {
            file.write(buffer, 0);
            file.force();
        }
    }
}
