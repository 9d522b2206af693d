package io.continuo.replication.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.api.component.ComponentRole;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Frames over a wire: header and body, both checksums checked on arrival. Several threads may
 * write, one reads.
 */
final class FrameChannel implements Closeable {
    private static final byte[] NOTHING = new byte[0];

    /** A header goes out with the beginning of its body: one record of TLS. */
    private static final int FIRST = 16 << 10;

    private final Wire wire;
    private final FramePool pool;
    private final JsonMapper json = Json.mapper();
    private final ReentrantLock writing = new ReentrantLock();
    private final byte[] first = new byte[FIRST];
    private final byte[] inHeader = new byte[FrameHeader.BYTES];

    FrameChannel(Wire wire, FramePool pool) {
        this.wire = wire;
        this.pool = pool;
    }

    /** Reads the next frame, waiting for it; the caller owns it. */
    Frame read() throws IOException {
        fill(inHeader, FrameHeader.BYTES);
        FrameHeader header = FrameHeader.decode(inHeader, 0);
        byte[] body = pool.acquire(header.bodyLength());
        try {
            fill(body, header.bodyLength());
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
            header.encode(first, 0);
            int length = header.bodyLength();
            int early = Math.min(length, FIRST - FrameHeader.BYTES);
            System.arraycopy(body, 0, first, FrameHeader.BYTES, early);
            wire.out().write(first, 0, FrameHeader.BYTES + early);
            if (length > early) {
                wire.out().write(body, early, length - early);
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

    private void fill(byte[] target, int length) throws IOException {
        if (wire.in().readNBytes(target, 0, length) < length) {
            throw new EOFException("the other side ended the connection");
        }
    }

    /** That the other side is what it should be; see {@link Wire#demand}. */
    void demand(ComponentRole role) {
        wire.demand(role);
    }

    String peer() {
        return wire.address();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
