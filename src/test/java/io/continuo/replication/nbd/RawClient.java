package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdProtocol;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what a test tells it to, byte for byte. */
final class RawClient implements AutoCloseable {
    private final SocketChannel channel;

    RawClient(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
    }

    /** Past the greeting, ready for options. */
    static RawClient greeted(InetSocketAddress address) throws IOException {
        RawClient client = new RawClient(address);
        client.receive(18);
        client.send(ByteBuffer.allocate(4).putInt(3));
        return client;
    }

    /** Past the negotiation, ready for requests. */
    static RawClient attached(InetSocketAddress address, String export, boolean structured)
            throws IOException {
        RawClient client = greeted(address);
        if (structured) {
            client.option(NbdProtocol.OPT_STRUCTURED_REPLY, new byte[0]);
            client.receive(20);
        }
        client.option(NbdProtocol.OPT_EXPORT_NAME, export.getBytes(StandardCharsets.UTF_8));
        client.receive(10);
        return client;
    }

    /** Sends what was put. */
    void send(ByteBuffer put) throws IOException {
        put.flip();
        while (put.hasRemaining()) {
            channel.write(put);
        }
    }

    void option(int type, byte[] data) throws IOException {
        ByteBuffer option = ByteBuffer.allocate(16 + data.length);
        option.putLong(NbdProtocol.OPTION_MAGIC).putInt(type).putInt(data.length);
        send(option.put(data));
    }

    void request(int flags, int command, long cookie, long offset, int length) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(NbdProtocol.REQUEST_BYTES);
        request.putInt(NbdProtocol.REQUEST_MAGIC).putShort((short) flags);
        send(request.putShort((short) command).putLong(cookie).putLong(offset).putInt(length));
    }

    ByteBuffer receive(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    /** The error of a simple reply. */
    int simpleReply(long cookie) throws IOException {
        ByteBuffer reply = receive(NbdProtocol.SIMPLE_REPLY_BYTES);
        if (reply.getInt() != NbdProtocol.SIMPLE_REPLY_MAGIC || reply.getLong(8) != cookie) {
            throw new IOException("not the reply to " + cookie);
        }
        return reply.getInt(4);
    }

    /** Whether the server has hung up; takes whatever it still says. */
    boolean hungUp() {
        try {
            ByteBuffer sink = ByteBuffer.allocate(4096);
            while (channel.read(sink.clear()) >= 0) {}
            return true;
        } catch (IOException e) {
            return true; // A reset is hanging up too.
        }
    }

    void end() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
