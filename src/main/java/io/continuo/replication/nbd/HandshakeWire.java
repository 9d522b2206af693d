package io.continuo.replication.nbd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.continuo.client.nbd.NbdProtocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options and option replies as bytes. */
final class HandshakeWire {
    /** No option we know is longer; whoever sends more is no client. */
    private static final int MAXIMUM_OPTION = 64 << 10;

    private final SocketChannel channel;

    HandshakeWire(SocketChannel channel) {
        this.channel = channel;
    }

    /** An option the client sent. */
    record Option(int type, ByteBuffer data) {}

    Option option() throws IOException {
        ByteBuffer header = receive(16);
        if (header.getLong() != NbdProtocol.OPTION_MAGIC) {
            throw new Disconnect("what it sent is not an option");
        }
        int type = header.getInt();
        int length = header.getInt();
        if (length < 0 || length > MAXIMUM_OPTION) {
            long announced = length & 0xffffffffL;
            throw new Disconnect("it announced an option of " + announced + " bytes");
        }
        return new Option(type, receive(length));
    }

    void acknowledge(Option option) throws IOException {
        reply(option, NbdProtocol.REP_ACK, ByteBuffer.allocate(0));
    }

    void refuse(Option option, int error, String message) throws IOException {
        reply(option, error, ByteBuffer.wrap(message.getBytes(UTF_8)));
    }

    /** An information reply whose content has been put. */
    void info(Option option, ByteBuffer content) throws IOException {
        reply(option, NbdProtocol.REP_INFO, content.flip());
    }

    void listed(Option option, String name, String description) throws IOException {
        byte[] first = name.getBytes(UTF_8);
        byte[] second = description.getBytes(UTF_8);
        ByteBuffer data = ByteBuffer.allocate(4 + first.length + second.length);
        data.putInt(first.length).put(first).put(second);
        reply(option, NbdProtocol.REP_SERVER, data.flip());
    }

    void context(Option option, int id) throws IOException {
        byte[] name = NbdProtocol.BASE_ALLOCATION.getBytes(UTF_8);
        ByteBuffer data = ByteBuffer.allocate(4 + name.length).putInt(id).put(name);
        reply(option, NbdProtocol.REP_META_CONTEXT, data.flip());
    }

    /** Information that is a text. */
    static ByteBuffer labelled(int type, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ByteBuffer.allocate(2 + bytes.length).putShort((short) type).put(bytes);
    }

    /** A string with its length before it; nothing if there is not so much. */
    static Optional<String> string(ByteBuffer data) {
        if (data.remaining() < 4) {
            return Optional.empty();
        }
        int length = data.getInt();
        if (length < 0 || length > NbdProtocol.MAXIMUM_STRING || length > data.remaining()) {
            return Optional.empty();
        }
        return Optional.of(text(data, length));
    }

    /** Strings with their count before them, up to the end of the data; nothing if malformed. */
    static Optional<List<String>> strings(ByteBuffer data) {
        if (data.remaining() < 4) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        long count = data.getInt() & 0xffffffffL;
        while (found.size() < count) {
            Optional<String> next = string(data);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            found.add(next.get());
        }
        return data.hasRemaining() ? Optional.empty() : Optional.of(found);
    }

    static String text(ByteBuffer data, int length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, UTF_8);
    }

    ByteBuffer receive(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new Disconnect("it ended during the handshake");
            }
        }
        return buffer.flip();
    }

    void send(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void reply(Option option, int type, ByteBuffer data) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(20 + data.remaining());
        reply.putLong(NbdProtocol.OPTION_REPLY_MAGIC).putInt(option.type()).putInt(type);
        send(reply.putInt(data.remaining()).put(data).flip());
    }
}
