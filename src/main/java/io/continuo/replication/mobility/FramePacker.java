package io.continuo.replication.mobility;

import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.CompressionRule;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.PayloadCoder;
import io.continuo.replication.stream.RecordType;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Makes frames of what a ring holds, numbered as the ring is. Used by one thread. */
final class FramePacker implements AutoCloseable {
    private static final byte[] ZEROS = new byte[FrameHeader.MAX_PAYLOAD];

    private final ChangeRing ring;
    private final UUID streamId;
    private final FramePool pool;
    private final CompressionRule rule;
    private final PayloadCoder coder = new PayloadCoder();
    private final CRC32C crc = new CRC32C();

    // The batch under way.
    private long first;
    private int count;
    private int plain;
    private byte[] body;
    private long firstTime;
    private long lastTime;

    FramePacker(ChangeRing ring, UUID streamId, FramePool pool, CompressionRule rule) {
        this.ring = ring;
        this.streamId = streamId;
        this.pool = pool;
        this.rule = rule;
    }

    /**
     * Copies as many changes from {@code from} on as a frame takes; the caller keeps them from
     * being released meanwhile.
     *
     * @return how many; after none there is nothing to finish
     */
    int fill(long from) {
        first = from;
        choose();
        if (count > 0) {
            copy();
        }
        return count;
    }

    private void choose() {
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
    }

    private void copy() {
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

    /**
     * Codes and sums what was filled.
     *
     * @param base what makes a number of the ring one of the frame
     */
    Frame finish(int epoch, long base) {
        int table = count * ChangeRecord.BYTES;
        int plainCrc = crc(body, table, plain);
        PayloadCodec codec = PayloadCodec.RAW;
        int coded = plain;
        OptionalInt level = rule.level(ring.bytes());
        if (coder.worthwhile(body, table, plain, level)) {
            byte[] smaller = pool.acquire(table + PayloadCoder.bound(plain));
            int length = coder.compress(smaller, table, body, table, plain, level.getAsInt());
            if (PayloadCoder.pays(length, plain)) {
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
