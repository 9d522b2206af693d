package io.continuo.simulation.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file, or a directory opened to be synced. */
final class SimChannel extends FileChannel {
    private final Volume volume;
    private final Inode file;
    private final Volume.Directory directory;
    private final Simulation.Host host;
    private long position;

    SimChannel(Volume volume, Inode file, Volume.Directory directory) {
        this.volume = volume;
        this.file = file;
        this.directory = directory;
        this.host = volume.run().here();
        host.owns(this);
    }

    private Inode use() throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        volume.syscall();
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        return file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int got = read(target, position);
        position += Math.max(0, got);
        return got;
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        int got = use().read(target, at);
        volume.comesBack();
        return got;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            int got = read(targets[i]);
            if (got < 0) {
                return all == 0 ? -1 : all;
            }
            all += got;
        }
        return all;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int put = write(source, position);
        position += put;
        return put;
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
        Inode to = use();
        volume.checkRoom();
        int put = to.write(source, at);
        volume.comesBack();
        return put;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + length; i++) {
            all += write(sources[i]);
        }
        return all;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public FileChannel position(long at) {
        position = at;
        return this;
    }

    @Override
    public long size() throws IOException {
        return use().size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        Inode of = use();
        if (size < of.size()) {
            of.resize(size);
        }
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        use();
        volume.forceTakes();
        if (directory != null) {
            directory.sync();
        } else if (volume.takeForceFailure()) {
            file.forget();
            throw new IOException("Input/output error");
        } else {
            file.force();
        }
    }

    @Override
    public long transferTo(long at, long count, WritableByteChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
        int got = read(buffer, at);
        return got <= 0 ? 0 : target.write(buffer.flip());
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long at, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
        int got = source.read(buffer);
        return got <= 0 ? 0 : write(buffer.flip(), at);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long at, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MemorySegment map(MapMode mode, long offset, long size, Arena arena) throws IOException {
        return use().map(size);
    }

    @Override
    public FileLock lock(long at, long size, boolean shared) throws IOException {
        FileLock lock = tryLock(at, size, shared);
        if (lock == null) {
            throw new IOException("would wait for a lock");
        }
        return lock;
    }

    /** Locks of the whole file only; who holds one byte holds all. */
    @Override
    public FileLock tryLock(long at, long size, boolean shared) throws IOException {
        Inode of = use();
        if (!of.lock(this) && !held) {
            return null;
        }
        held = true;
        return new FileLock(this, at, size, shared) {
            @Override
            public boolean isValid() {
                return isOpen();
            }

            @Override
            public void release() {
                // All go when the file is closed.
            }
        };
    }

    private boolean held;

    @Override
    protected void implCloseChannel() {
        host.disowns(this);
        if (held) {
            file.unlock(this);
        }
    }
}
