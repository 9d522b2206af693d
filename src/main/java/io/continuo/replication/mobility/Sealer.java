package io.continuo.replication.mobility;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.RecordType;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Makes frames of what the change log holds. Used by one thread. */
final class Sealer implements AutoCloseable {
    private static final byte[] ZEROS = new byte[FrameHeader.MAX_PAYLOAD];

    private final ChangeLog log;
    private final UUID streamId;
    private final FramePool pool;
    private final PayloadCoder coder = new PayloadCoder();
    private final CRC32C crc = new CRC32C();

    // The batch under way.
    private long first;
    private int count;
    private int plain;
    private byte[] body;
    private long firstTime;
    private long lastTime;

    Sealer(ChangeLog log, UUID streamId, FramePool pool) {
        this.log = log;
        this.streamId = streamId;
        this.pool = pool;
    }

    /** The next frame, or nothing if everything is sealed. */
    Optional<Frame> seal(int epoch) {
        long base;
        log.tail().sealing().lock();
        try {
            first = log.tail().next();
            if (!choose()) {
                return Optional.empty();
            }
            fill();
            log.tail().sealed(first + count - 1);
            base = log.tail().base();
        } finally {
            log.tail().sealing().unlock();
        }
        return Optional.of(finish(epoch, base));
    }

    /** Finds how many changes the next frame takes. */
    private boolean choose() {
        ChangeRing ring = log.ring();
        long head = ring.head();
        count = 0;
        plain = 0;
        for (long at = first; at <= head && count < FrameHeader.MAX_RECORDS; at++) {
            int payload = ring.slot(at).payloadLength();
            if (plain + payload > FrameHeader.MAX_PAYLOAD) {
                break;
            }
            plain += payload;
            count++;
        }
        return count > 0;
    }

    private void fill() {
        ChangeRing ring = log.ring();
        int table = count * ChangeRecord.BYTES;
        body = pool.acquire(table + plain);
        int payload = 0;
        for (int i = 0; i < count; i++) {
            Slot slot = ring.slot(first + i);
            int length = slot.payloadLength();
            int at = table + payload;
            slot.copyPayload(body, at);
            RecordType type = slot.type;
            if (type == RecordType.WRITE && zeros(body, at, length)) {
                type = RecordType.ZERO;
                length = 0;
            }
            new ChangeRecord(
                            slot.disk,
                            type,
                            slot.flags,
                            slot.length,
                            slot.offset,
                            slot.timeMicros,
                            payload,
                            length)
                    .encode(body, i * ChangeRecord.BYTES);
            payload += length;
        }
        plain = payload;
        firstTime = ring.slot(first).timeMicros;
        lastTime = ring.slot(first + count - 1).timeMicros;
    }

    private static boolean zeros(byte[] bytes, int from, int length) {
        return bytes[from] == 0
                && bytes[from + length - 1] == 0
                && Arrays.mismatch(bytes, from, from + length, ZEROS, 0, length) < 0;
    }

    private Frame finish(int epoch, long base) {
        int table = count * ChangeRecord.BYTES;
        int plainCrc = crc(body, table, plain);
        PayloadCodec codec = PayloadCodec.RAW;
        int coded = plain;
        long backlog = log.ring().bytes();
        if (coder.worthwhile(body, table, plain, backlog)) {
            byte[] smaller = pool.acquire(table + PayloadCoder.bound(plain));
            int length = coder.compress(smaller, table, body, table, plain, backlog);
            if (length < plain - plain / 16) {
                System.arraycopy(body, 0, smaller, 0, table);
                byte[] spare = body;
                body = smaller;
                smaller = spare;
                codec = PayloadCodec.ZSTD;
                coded = length;
            }
            pool.release(smaller);
        }
        FrameHeader header =
                new FrameHeader(
                        FrameType.DATA,
                        codec,
                        streamId,
                        epoch,
                        count,
                        base + first,
                        base + first + count - 1,
                        firstTime,
                        lastTime,
                        plain,
                        table + coded,
                        crc(body, 0, table + coded),
                        plainCrc,
                        0);
        return pool.frame(header, body);
    }

    private int crc(byte[] bytes, int from, int length) {
        crc.reset();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        coder.close();
    }
}
