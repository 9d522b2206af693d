package io.continuo.replication.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Frames over a socket: header and body, both checksums checked on arrival. Several threads may
 * write, one reads.
 */
final class FrameChannel implements Closeable {
    private static final byte[] NOTHING = new byte[0];

    private final SocketChannel channel;
    private final FramePool pool;
    private final JsonMapper json = Json.mapper();
    private final ReentrantLock writing = new ReentrantLock();
    private final byte[] outHeader = new byte[FrameHeader.BYTES];
    private final ByteBuffer inHeader = ByteBuffer.allocate(FrameHeader.BYTES);

    FrameChannel(SocketChannel channel, FramePool pool) {
        this.channel = channel;
        this.pool = pool;
    }

    /** Reads the next frame, waiting for it; the caller owns it. */
    Frame read() throws IOException {
        inHeader.clear();
        fill(inHeader);
        FrameHeader header = FrameHeader.decode(inHeader.array(), 0);
        byte[] body = pool.acquire(header.bodyLength());
        try {
            fill(ByteBuffer.wrap(body, 0, header.bodyLength()));
            if (crc(body, header.bodyLength()) != header.bodyCrc()) {
                throw new DamagedFrameException("a frame body's checksum does not match");
            }
            return pool.frame(header, body);
        } catch (IOException e) {
            pool.release(body);
            throw e;
        }
    }

    void write(FrameHeader header, byte[] body) throws IOException {
        writing.lock();
        try {
            header.encode(outHeader, 0);
            ByteBuffer[] out = {
                ByteBuffer.wrap(outHeader), ByteBuffer.wrap(body, 0, header.bodyLength())
            };
            while (out[0].hasRemaining() || out[1].hasRemaining()) {
                channel.write(out);
            }
        } finally {
            writing.unlock();
        }
    }

    byte[] json(Object value) throws IOException {
        return json.writeValueAsBytes(value);
    }

    /** Writes a frame that carries a JSON body. */
    void writeJson(FrameType type, Hello hello, Object value) throws IOException {
        writeBytes(type, hello, 0, json(value));
    }

    /** Writes a frame of a type that needs no more than a number or two. */
    void writeBare(FrameType type, Hello hello, long token, int plainLength) throws IOException {
        write(plain(type, hello.streamId(), hello.epoch(), token, NOTHING, plainLength), NOTHING);
    }

    /** Writes an answer of raw bytes. */
    void writeBytes(FrameType type, Hello hello, long token, byte[] body) throws IOException {
        write(plain(type, hello.streamId(), hello.epoch(), token, body, 0), body);
    }

    <T> T readJson(Frame frame, Class<T> type) throws IOException {
        try {
            return json.readValue(frame.body(), 0, frame.header().bodyLength(), type);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new DamagedFrameException("a frame's text cannot be read");
        }
    }

    private static FrameHeader plain(
            FrameType type, UUID stream, int epoch, long token, byte[] body, int plainLength) {
        return new FrameHeader(
                type,
                PayloadCodec.RAW,
                stream,
                epoch,
                0,
                0,
                0,
                0,
                0,
                plainLength,
                body.length,
                crc(body, body.length),
                0,
                token);
    }

    /** Checksum of a body's first bytes. */
    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private void fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException("the other side ended the connection");
            }
        }
    }

    String peer() {
        try {
            return String.valueOf(channel.getRemoteAddress());
        } catch (IOException e) {
            return "a closed connection";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
