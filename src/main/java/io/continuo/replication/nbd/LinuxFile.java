package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** A disk through the C library. */
final class LinuxFile implements DiskFile {
    /**
     * Most bytes written by one call. The kernel holds a file in folios as large as the writes that
     * brought it into the page cache, and a 4 KiB write into a 1 MiB folio costs five times what it
     * costs in a folio of this size; large writes are no slower in such slices.
     */
    private static final int SLICE_BYTES = 64 << 10;

    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int SEEK_END = 2;
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int ZERO_RANGE = 0x10;
    private static final int RANDOM = 1;
    private static final int WILL_NEED = 3;
    private static final int DONT_NEED = 4;

    /** RWF_NOWAIT. */
    private static final int NO_WAIT = 8;

    private static final int ENOENT = 2;
    private static final int EINTR = 4;
    private static final int ENXIO = 6;
    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int ENOTTY = 25;
    private static final int EFBIG = 27;
    private static final int ENOSPC = 28;
    private static final int ESPIPE = 29;
    private static final int EROFS = 30;
    private static final int EPERM = 1;
    private static final int ENODEV = 19;
    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;
    private static final int EDQUOT = 122;

    private final Path path;
    private final int file;
    private final long size;
    private final ReadAhead ahead;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean syncFailed;

    private LinuxFile(Path path, int file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
        this.ahead = new ReadAhead(size);
    }

    static boolean supported() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    }

    static LinuxFile open(Path path, boolean readOnly) throws IOException {
        int file = LinuxCalls.open(path.toString(), O_CLOEXEC | (readOnly ? 0 : O_RDWR));
        if (file < 0) {
            int errno = LinuxCalls.errno();
            throw switch (errno) {
                case ENOENT -> new NoSuchFileException(path.toString());
                case EACCES, EPERM, EROFS -> new AccessDeniedException(path.toString());
                default -> new FileSystemException(path.toString(), null, "errno " + errno);
            };
        }
        long size = LinuxCalls.lseek(file, 0, SEEK_END);
        if (size < 0) {
            LinuxCalls.close(file);
            throw new FileSystemException(path.toString(), null, "neither a file nor a disk");
        }
        LinuxCalls.fadvise(file, 0, 0, RANDOM);
        if (!readOnly) {
            forgetCache(file);
        }
        return new LinuxFile(path, file, size);
    }

    /**
     * Lets the page cache start anew: what copied the image here is likely to have left it in large
     * folios, and small writes would pay for that as long as they stay.
     */
    private static void forgetCache(int file) {
        LinuxCalls.fdatasync(file);
        LinuxCalls.fadvise(file, 0, 0, DONT_NEED);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long sizeNow() throws IOException {
        long now = LinuxCalls.lseek(file, 0, SEEK_END);
        if (now < 0) {
            throw new IOException("the size of " + path + " cannot be told");
        }
        return now;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        if (!target.isDirect()) {
            ByteBuffer direct = ByteBuffer.allocateDirect(target.remaining());
            read(offset, direct);
            target.put(direct.flip());
            return;
        }
        MemorySegment segment = MemorySegment.ofBuffer(target);
        int length = target.remaining();
        fetchAhead(offset, length);
        for (int done = 0; done < length; ) {
            MemorySegment rest = done == 0 ? segment : segment.asSlice(done);
            long count = LinuxCalls.pread(file, rest, length - done, offset + done);
            if (count > 0) {
                done += (int) count;
            } else if (count == 0) {
                throw new NbdException(NbdError.EIO, path + " became shorter");
            } else {
                retryOrFail("read");
            }
        }
        target.position(target.limit());
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        if (!target.isDirect()) {
            return false;
        }
        MemorySegment segment = MemorySegment.ofBuffer(target);
        int length = target.remaining();
        fetchAhead(offset, length);
        // What is not in the page cache the kernel starts to fetch, and says it would block.
        if (LinuxCalls.preadv2(file, segment, length, offset, NO_WAIT) == length) {
            target.position(target.limit());
            return true;
        }
        return false;
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length) throws IOException {
        write(offset, chunk.segment().asSlice(position, length), length);
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        ByteBuffer direct = source;
        if (!source.isDirect()) {
            direct = ByteBuffer.allocateDirect(source.remaining()).put(source).flip();
        }
        write(offset, MemorySegment.ofBuffer(direct), direct.remaining());
        source.position(source.limit());
    }

    private void write(long offset, MemorySegment source, int length) throws IOException {
        for (int done = 0; done < length; ) {
            MemorySegment rest = done == 0 ? source : source.asSlice(done);
            int slice = Math.min(length - done, SLICE_BYTES);
            long count = LinuxCalls.pwrite(file, rest, slice, offset + done);
            if (count >= 0) {
                done += (int) count;
            } else {
                retryOrFail("write");
            }
        }
    }

    @Override
    public void sync() throws IOException {
        if (syncFailed) {
            throw new NbdException(NbdError.EIO, "an earlier sync of " + path + " failed");
        }
        if (LinuxCalls.fdatasync(file) != 0) {
            syncFailed = true;
            throw failure("sync", LinuxCalls.errno());
        }
    }

    @Override
    public void zero(long offset, long length, boolean noHole) throws IOException {
        int mode = noHole ? ZERO_RANGE : PUNCH_HOLE | KEEP_SIZE;
        if (length > 0 && !allocate(mode, offset, length)) {
            ZeroWriter.write(this, offset, length);
        }
    }

    @Override
    public void trim(long offset, long length) throws IOException {
        if (length > 0) {
            allocate(PUNCH_HOLE | KEEP_SIZE, offset, length);
        }
    }

    private void fetchAhead(long offset, long length) {
        ahead.reading(offset, length).ifPresent(range -> readAhead(range.offset(), range.length()));
    }

    @Override
    public void readAhead(long offset, long length) {
        LinuxCalls.fadvise(file, offset, length, WILL_NEED);
    }

    @Override
    public void extents(long offset, long length, NbdExport.ExtentConsumer consumer)
            throws IOException {
        long end = offset + length;
        boolean more = true;
        for (long at = offset; at < end && more; ) {
            long data = seek(at, SEEK_DATA, end);
            if (data > at) {
                more = consumer.extent(data - at, true, true);
                at = data;
            } else {
                long hole = seek(at, SEEK_HOLE, end);
                more = consumer.extent(hole - at, false, false);
                at = hole;
            }
        }
    }

    /** Where data or a hole next begins, {@code end} if not before; all is data if unknown. */
    private long seek(long from, int whence, long end) throws IOException {
        long found = LinuxCalls.lseek(file, from, whence);
        if (found >= 0) {
            return Math.min(found, end);
        }
        return switch (LinuxCalls.errno()) {
            case ENXIO -> end;
            case EINVAL, ESPIPE, EOPNOTSUPP -> whence == SEEK_DATA ? from : end;
            default -> throw failure("map", LinuxCalls.errno());
        };
    }

    private boolean allocate(int mode, long offset, long length) throws IOException {
        while (LinuxCalls.fallocate(file, mode, offset, length) != 0) {
            switch (LinuxCalls.errno()) {
                case EOPNOTSUPP, ENOSYS, ENODEV, ENOTTY, EINVAL -> {
                    return false;
                }
                default -> retryOrFail("allocate");
            }
        }
        return true;
    }

    private void retryOrFail(String what) throws IOException {
        int errno = LinuxCalls.errno();
        if (errno != EINTR) {
            throw failure(what, errno);
        }
    }

    private NbdException failure(String what, int errno) {
        NbdError error =
                switch (errno) {
                    case ENOSPC, EDQUOT, EFBIG -> NbdError.ENOSPC;
                    case EPERM, EACCES, EROFS -> NbdError.EPERM;
                    default -> NbdError.EIO;
                };
        return new NbdException(error, "cannot " + what + " " + path + ": errno " + errno);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LinuxCalls.close(file);
        }
    }
}
