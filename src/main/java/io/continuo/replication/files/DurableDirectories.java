package io.continuo.replication.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Directories that are still there after a power cut. A file that was synced is lost all the same
 * if the name of its directory was not made durable (POSIX: fsync of a directory covers the names
 * in it, and no others).
 */
public final class DurableDirectories {
    private DurableDirectories() {}

    /**
     * Makes a directory, with all above it that are missing, if it is not there. Its name is
     * durable on return, also if it was made just before a crash and not made durable then.
     */
    public static Path create(Path directory) throws IOException {
        Path wanted = directory.toAbsolutePath();
        Path parent = wanted.getParent();
        if (Files.isDirectory(wanted)) {
            syncIfAllowed(parent);
            return directory;
        }
        create(parent);
        try {
            Files.createDirectory(wanted);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(wanted)) {
                throw e;
            }
        }
        sync(parent);
        return directory;
    }

    /** Directories a user may not even list were made by someone else, and long ago. */
    private static void syncIfAllowed(Path directory) throws IOException {
        if (directory != null && Files.isReadable(directory)) {
            sync(directory);
        }
    }

    /** Makes durable which names are in a directory. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
