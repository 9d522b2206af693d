package io.continuo.replication.nbd;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The bytes behind an export: a raw image file or a block device. Safe for use by several threads.
 *
 * <p>Failures of the disk are {@link io.continuo.client.nbd.NbdException}s that say which kind.
 */
public interface DiskFile extends Closeable {
    /**
     * Opens a raw image or block device.
     *
     * @throws java.nio.file.NoSuchFileException it is not there; nothing is created
     * @throws java.nio.file.AccessDeniedException it may not be opened this way
     */
    static DiskFile open(Path path, boolean readOnly) throws IOException {
        return LinuxFile.supported()
                ? LinuxFile.open(path, readOnly)
                : ChannelFile.open(path, readOnly);
    }

    /** Bytes when it was opened. */
    long size();

    /** Bytes now: a file may be made longer or shorter under us. */
    default long sizeNow() throws IOException {
        return size();
    }

    /** Fills {@code target}'s remaining bytes from {@code offset}. */
    void read(long offset, ByteBuffer target) throws IOException;

    /**
     * Fills {@code target} if that takes no waiting for the disk, and else has the disk begin.
     *
     * @return whether it was filled; if not, its content and position mean nothing
     */
    boolean readNow(long offset, ByteBuffer target) throws IOException;

    /** Writes {@code length} bytes of {@code chunk} from {@code position} on. */
    void write(long offset, Chunk chunk, int position, int length) throws IOException;

    /** Writes {@code source}'s remaining bytes. */
    void write(long offset, ByteBuffer source) throws IOException;

    /** Makes all completed writes durable. Once it failed, it fails for good (invariant 4). */
    void sync() throws IOException;

    /** Makes a range read as zeros, giving its storage back unless {@code noHole}. */
    void zero(long offset, long length, boolean noHole) throws IOException;

    /** Gives the storage of a range back where that is possible. */
    void trim(long offset, long length) throws IOException;

    /** Asks for a range to be read ahead where that is possible. */
    void readAhead(long offset, long length) throws IOException;

    /** Tells data from holes over a range, in order, until the consumer has enough. */
    void extents(long offset, long length, NbdExport.ExtentConsumer consumer) throws IOException;
}
