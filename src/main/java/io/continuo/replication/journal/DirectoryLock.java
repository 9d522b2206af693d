package io.continuo.replication.journal;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Two writers of one journal would destroy it: holds others off while a journal is open. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which is no better.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw Problem.of(
                        ErrorCode.DATA_DIRECTORY_LOCKED,
                        "The journal in " + directory + " is open already.",
                        "Another master target works on the same directory.",
                        "Stop the other one, or give this one a directory of its own.",
                        directory.toString())
                .toException();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
