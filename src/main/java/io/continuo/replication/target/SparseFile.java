package io.continuo.replication.target;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file that takes room only where something was written, where that is possible. */
final class SparseFile implements AutoCloseable {
    private static final int ZERO_BYTES = 1 << 20;

    private final FileChannel channel;
    private volatile long size;
    private final Optional<LinuxHoles> holes;
    private final int descriptor;

    private SparseFile(FileChannel channel, long size, Optional<LinuxHoles> holes, int descriptor) {
        this.channel = channel;
        this.size = size;
        this.holes = holes;
        this.descriptor = descriptor;
    }

    /** Opens the file, making it or giving it its size if need be. */
    static SparseFile open(Path path, long size, Optional<LinuxHoles> holes) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            resize(channel, size);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        int descriptor = holes.map(linux -> linux.open(path)).orElse(-1);
        return new SparseFile(channel, size, descriptor < 0 ? Optional.empty() : holes, descriptor);
    }

    private static void resize(FileChannel channel, long size) throws IOException {
        channel.truncate(size);
        if (channel.size() < size) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    long size() {
        return size;
    }

    /** Makes the file larger; what is added reads as zeros. */
    void grow(long bytes) throws IOException {
        if (bytes > size) {
            resize(channel, bytes);
            size = bytes;
        }
    }

    /** Fills all of {@code target}. */
    void read(long offset, ByteBuffer target) throws IOException {
        long at = offset;
        while (target.hasRemaining()) {
            int got = channel.read(target, at);
            if (got < 0) {
                throw new EOFException("the file ends at byte " + at);
            }
            at += got;
        }
    }

    void write(long offset, ByteBuffer source) throws IOException {
        long at = offset;
        while (source.hasRemaining()) {
            at += channel.write(source, at);
        }
    }

    /** Makes a range read as zeros, taking no room if possible. */
    void zero(long offset, long length) throws IOException {
        if (length == 0 || holes.isPresent() && holes.get().punch(descriptor, offset, length)) {
            return;
        }
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZERO_BYTES, length));
        for (long at = offset; at < offset + length; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), offset + length - at));
            write(at, zeros);
        }
    }

    /** The first byte at or after {@code offset} that may be something else than zero. */
    long nextData(long offset) {
        return holes.map(linux -> linux.nextData(descriptor, offset, size)).orElse(offset);
    }

    /** The first byte at or after {@code offset} in a range known to be zeros. */
    long nextHole(long offset) {
        return holes.map(linux -> linux.nextHole(descriptor, offset, size)).orElse(size);
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        holes.ifPresent(linux -> linux.close(descriptor));
        channel.close();
    }
}
