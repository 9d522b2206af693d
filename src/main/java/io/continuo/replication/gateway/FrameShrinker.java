package io.continuo.replication.gateway;

import io.continuo.replication.journal.DecodedFrame;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameCut;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.PayloadCoder;
import io.continuo.replication.stream.RecordType;

import java.util.OptionalInt;

/**
 * Makes frames that were on disk smaller before they travel: without changes that later ones stand
 * for, and compressed where the line is too narrow. Numbers and times stay as they were. Used by
 * one thread.
 */
final class FrameShrinker implements AutoCloseable {
    /** What was compressed when it came is not sent larger than it came. */
    private static final int AT_LEAST = -1;

    private final FramePool pool;
    private final PayloadCoder coder = new PayloadCoder();

    FrameShrinker(FramePool pool) {
        this.pool = pool;
    }

    /**
     * Shrinks a frame; owns it.
     *
     * @param leftOut for each change the sequence that makes up for it, or 0; empty where all stay
     * @param level the line asks for, if any
     * @throws DamagedFrameException its payload is not what its source sent
     */
    Frame shrink(Frame frame, long[] leftOut, OptionalInt level) throws DamagedFrameException {
        FrameHeader header = frame.header();
        boolean press =
                header.codec() == PayloadCodec.RAW
                        && coder.worthwhile(
                                frame.body(), frame.payloadStart(), header.plainLength(), level);
        if (leftOut.length == 0 && !press) {
            return frame;
        }
        if (FrameCut.crc(frame.body(), 0, header.bodyLength()) != header.bodyCrc()) {
            // A new checksum must not make it look whole.
            frame.close();
            throw new DamagedFrameException("it is not what was received");
        }
        if (leftOut.length == 0) {
            return compressed(frame, level.getAsInt());
        }
        try (frame) {
            return without(frame, leftOut, level);
        }
    }

    private Frame without(Frame frame, long[] leftOut, OptionalInt level)
            throws DamagedFrameException {
        FrameHeader header = frame.header();
        DecodedFrame plain = DecodedFrame.of(header, frame.body(), frame.payloadStart());
        int table = frame.payloadStart();
        byte[] body = pool.acquire(table + plain.length());
        int payload = 0;
        for (int i = 0; i < header.recordCount(); i++) {
            ChangeRecord change = frame.record(i);
            if (leftOut[i] != 0) {
                superseded(change, leftOut[i], payload).encode(body, i * ChangeRecord.BYTES);
                continue;
            }
            System.arraycopy(
                    plain.bytes(),
                    plain.start() + change.payloadOffset(),
                    body,
                    table + payload,
                    change.payloadLength());
            moved(change, payload).encode(body, i * ChangeRecord.BYTES);
            payload += change.payloadLength();
        }
        Frame small = pool.frame(header(header, table, payload, body), body);
        OptionalInt wanted =
                level.isEmpty() && header.codec() == PayloadCodec.ZSTD
                        ? OptionalInt.of(AT_LEAST)
                        : level;
        return coder.worthwhile(body, table, payload, wanted)
                ? compressed(small, wanted.getAsInt())
                : small;
    }

    private static ChangeRecord superseded(ChangeRecord change, long wholeAt, int payload) {
        return new ChangeRecord(
                change.disk(),
                RecordType.SUPERSEDED,
                0,
                0,
                wholeAt,
                change.timeMicros(),
                payload,
                0);
    }

    private static ChangeRecord moved(ChangeRecord change, int payload) {
        return new ChangeRecord(
                change.disk(),
                change.type(),
                change.flags(),
                change.length(),
                change.offset(),
                change.timeMicros(),
                payload,
                change.payloadLength());
    }

    private static FrameHeader header(FrameHeader old, int table, int payload, byte[] body) {
        return coded(
                old,
                PayloadCodec.RAW,
                payload,
                table + payload,
                body,
                FrameCut.crc(body, table, payload));
    }

    private static FrameHeader coded(
            FrameHeader old, PayloadCodec codec, int plain, int length, byte[] body, int plainCrc) {
        return new FrameHeader(
                old.type(),
                codec,
                old.streamId(),
                old.epoch(),
                old.recordCount(),
                old.firstSequence(),
                old.lastSequence(),
                old.firstTimeMicros(),
                old.lastTimeMicros(),
                plain,
                length,
                FrameCut.crc(body, 0, length),
                plainCrc,
                old.token());
    }

    /** The frame with its payload compressed, or as it is where that does not pay; owns it. */
    private Frame compressed(Frame frame, int level) {
        FrameHeader header = frame.header();
        int table = frame.payloadStart();
        int plain = header.plainLength();
        byte[] body = pool.acquire(table + PayloadCoder.bound(plain));
        int length = coder.compress(body, table, frame.body(), table, plain, level);
        if (!PayloadCoder.pays(length, plain)) {
            pool.release(body);
            return frame;
        }
        System.arraycopy(frame.body(), 0, body, 0, table);
        frame.close();
        return pool.frame(
                coded(header, PayloadCodec.ZSTD, plain, table + length, body, header.plainCrc()),
                body);
    }

    @Override
    public void close() {
        coder.close();
    }
}
