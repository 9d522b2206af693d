package io.continuo.replication.mobility;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to be the only one who writes a disk. Two locks on single bytes of the file say so: an
 * exclusive one for other agents, and the one QEMU's tools know as "I share no write permission"
 * (QEMU, block/file-posix.c: byte 200 + permission). Reading stays open to everyone.
 */
final class DiskClaim implements Closeable {
    private static final long OURS = 0;
    private static final long QEMU_WRITES = 101;
    private static final long QEMU_NO_OTHER_WRITER = 201;

    private final FileChannel channel;

    private DiskClaim(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Claims a disk until closed or the process ends.
     *
     * @throws io.continuo.api.error.ContinuoException someone has it
     */
    static DiskClaim take(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock ours = channel.tryLock(OURS, 1, false);
            FileLock noWriter = channel.tryLock(QEMU_WRITES, 1, false);
            FileLock shared = channel.tryLock(QEMU_NO_OTHER_WRITER, 1, true);
            if (ours == null || noWriter == null || shared == null) {
                channel.close();
                throw taken(path).toException();
            }
            noWriter.release();
            return new DiskClaim(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(path).toException(e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static Problem taken(Path path) {
        return Problem.of(
                ErrorCode.DISK_ALREADY_PROTECTED,
                path + " is protected already, or in use.",
                "Another machine's protection, another agent, or a running virtual machine holds a"
                        + " lock on it.",
                "Choose another disk, unprotect the machine that has it, or stop what uses it.",
                path.toString());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
