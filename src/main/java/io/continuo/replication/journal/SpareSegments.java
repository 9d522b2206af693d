package io.continuo.replication.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * Files of segments that are no longer, kept for new ones: writing over blocks a file has is faster
 * than having the file system find new ones (reference/datapath.md). What is in them does no harm:
 * every segment has a key of its own.
 */
final class SpareSegments {
    private static final int MOST = 4;
    private static final String PREFIX = "spare-";

    private final Deque<Path> spares = new ArrayDeque<>();

    SpareSegments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .forEach(spares::add);
        }
    }

    /**
     * Keeps a segment's file, or deletes it if there are enough or it is too small to be worth it.
     */
    synchronized void put(Path segment) throws IOException {
        if (spares.size() < MOST && Files.size(segment) >= Segment.BYTES / 2) {
            // A segment's number never comes again, so neither does this name.
            Path spare = segment.resolveSibling(PREFIX + segment.getFileName());
            Files.move(segment, spare, StandardCopyOption.ATOMIC_MOVE);
            spares.add(spare);
        } else {
            Files.deleteIfExists(segment);
        }
    }

    /** Gives one the name of a new segment, if there is one. */
    synchronized void take(Path segment) throws IOException {
        if (!spares.isEmpty()) {
            Files.move(spares.remove(), segment, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
