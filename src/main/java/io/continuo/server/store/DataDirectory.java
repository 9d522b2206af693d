package io.continuo.server.store;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory a server keeps everything in: locked for this process, and refused when a newer
 * version wrote it.
 */
public final class DataDirectory implements AutoCloseable {
    /** Rises when an older server could harm what this one writes. */
    static final int FORMAT = 1;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    public static DataDirectory open(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            PrivateFiles.makeDirectory(absolute);
            lock = lock(absolute);
            checkVersion(absolute);
            return new DataDirectory(absolute, lock);
        } catch (IOException | ContinuoException e) {
            closeQuietly(lock);
            throw e instanceof ContinuoException told
                    ? told
                    : unusable(absolute, (IOException) e).toException(e);
        }
    }

    public Path root() {
        return root;
    }

    public Path file(String name) {
        return root.resolve(name);
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another server of this very process: refused below like any other.
        }
        if (lock == null) {
            channel.close();
            throw Problem.of(
                            ErrorCode.DATA_DIRECTORY_LOCKED,
                            "The data directory " + root + " is in use.",
                            "Another configuration server runs on it.",
                            "Use that server, stop it, or give another --data directory.",
                            root.toString())
                    .toException();
        }
        return channel;
    }

    private static void checkVersion(Path root) throws IOException {
        Path file = root.resolve("version");
        if (!Files.exists(file)) {
            PrivateFiles.write(file, (FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        String text = Files.readString(file).trim();
        int format;
        try {
            format = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("its version file does not hold a number", e);
        }
        if (format > FORMAT) {
            throw Problem.of(
                            ErrorCode.DATA_DIRECTORY_NEWER,
                            "The data directory " + root + " belongs to a newer Continuo.",
                            "It has format "
                                    + format
                                    + "; this version knows up to "
                                    + FORMAT
                                    + ".",
                            "Start it with the newer version, or give another --data directory.",
                            root.toString())
                    .toException();
        }
    }

    static Problem unusable(Path root, Exception e) {
        return Problem.of(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "The data directory " + root + " cannot be used.",
                reason(e),
                "Check that it is a directory this user may write to, with room on its disk, or give"
                        + " another --data directory.",
                root.toString());
    }

    /** What the system says, in words rather than class names. */
    public static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String words =
                switch (root) {
                    case AccessDeniedException denied -> denied.getFile() + " may not be used";
                    case FileAlreadyExistsException exists -> exists.getFile() + " is no directory";
                    case NoSuchFileException missing -> missing.getFile() + " is missing";
                    case Throwable other when other.getMessage() == null -> "no reason is known";
                    default -> root.getMessage();
                };
        return "The system says: " + words + (words.endsWith(".") ? "" : ".");
    }

    private static void closeQuietly(FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(lockFile);
    }
}
