package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A disk through {@link FileChannel}, for systems other than Linux. Interrupting a thread inside a
 * call closes the file: the price of being portable.
 */
final class ChannelFile implements DiskFile {
    private final FileChannel channel;
    private final long size;
    private volatile IOException syncFailure;

    private ChannelFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    static ChannelFile open(Path path, boolean readOnly) throws IOException {
        var options =
                readOnly
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new ChannelFile(FileChannel.open(path, options));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long sizeNow() throws IOException {
        return channel.size();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            int count = channel.read(target, offset);
            if (count < 0) {
                throw new NbdException(NbdError.EIO, "the disk became shorter");
            }
            offset += count;
        }
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        read(offset, target);
        return true;
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length) throws IOException {
        write(offset, chunk.view(position, length));
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
        try {
            while (source.hasRemaining()) {
                offset += channel.write(source, offset);
            }
        } catch (IOException e) {
            boolean full = String.valueOf(e.getMessage()).contains("space");
            throw new NbdException(full ? NbdError.ENOSPC : NbdError.EIO, e.getMessage(), e);
        }
    }

    @Override
    public void sync() throws IOException {
        if (syncFailure != null) {
            throw new NbdException(NbdError.EIO, "an earlier sync failed", syncFailure);
        }
        try {
            channel.force(false);
        } catch (IOException e) {
            syncFailure = e;
            throw e;
        }
    }

    @Override
    public void zero(long offset, long length, boolean noHole) throws IOException {
        ZeroWriter.write(this, offset, length);
    }

    @Override
    public void trim(long offset, long length) {
        // Advice only; there is no portable way to follow it.
    }

    @Override
    public void readAhead(long offset, long length) {
        // As above.
    }

    @Override
    public void extents(long offset, long length, NbdExport.ExtentConsumer consumer) {
        consumer.extent(length, false, false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
