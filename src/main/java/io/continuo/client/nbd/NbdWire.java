package io.continuo.client.nbd;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Whole buffers over a blocking socket. */
final class NbdWire implements Closeable {
    private final SocketChannel channel;

    NbdWire(SocketChannel channel) {
        this.channel = channel;
    }

    void send(ByteBuffer... buffers) throws IOException {
        ByteBuffer last = buffers[buffers.length - 1];
        long left = 0;
        for (ByteBuffer buffer : buffers) {
            left += buffer.remaining();
        }
        while (left > 0) {
            left -= buffers.length == 1 ? channel.write(last) : channel.write(buffers);
        }
    }

    ByteBuffer receive(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        receive(buffer);
        return buffer.flip();
    }

    void receive(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the NBD server closed the connection");
            }
        }
    }

    void skip(long bytes) throws IOException {
        ByteBuffer sink = ByteBuffer.allocate((int) Math.min(bytes, 64 << 10));
        for (long left = bytes; left > 0; left -= sink.limit()) {
            receive(sink.clear().limit((int) Math.min(left, sink.capacity())));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
