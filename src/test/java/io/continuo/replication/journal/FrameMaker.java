package io.continuo.replication.journal;

import com.github.luben.zstd.Zstd;

import io.continuo.api.Json;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.RecordType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Collects changes and makes frames of them, as a sender does. */
public final class FrameMaker {
    private final UUID streamId;
    private final int epoch;
    private final List<ChangeRecord> changes = new ArrayList<>();
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private long sequence;
    private long timeMicros;

    public FrameMaker(UUID streamId, int epoch, long sequence, long timeMicros) {
        this.streamId = streamId;
        this.epoch = epoch;
        this.sequence = sequence;
        this.timeMicros = timeMicros;
    }

    /** Sequence of the last change given, in a frame or not. */
    public long sequence() {
        return sequence + changes.size();
    }

    public void time(long micros) {
        timeMicros = micros;
    }

    public int pendingBytes() {
        return payload.size();
    }

    public int pending() {
        return changes.size();
    }

    public void write(int disk, long offset, byte[] data) {
        add(disk, RecordType.WRITE, offset, data.length, data);
    }

    /** As initial replication and resync do. */
    public void copied(int disk, long offset, byte[] data) {
        add(disk, RecordType.WRITE, ChangeRecord.COPIED, offset, data.length, data);
    }

    public void zero(int disk, long offset, int length) {
        add(disk, RecordType.ZERO, offset, length, new byte[0]);
    }

    public void trim(int disk, long offset, int length) {
        add(disk, RecordType.TRIM, offset, length, new byte[0]);
    }

    public void flush() {
        add(0, RecordType.FLUSH, 0, 0, new byte[0]);
    }

    /** Something that was left out, made up for by that change. */
    public void superseded(long wholeAt) {
        add(0, RecordType.SUPERSEDED, wholeAt, 0, new byte[0]);
    }

    public void epoch(boolean begin) {
        add(0, begin ? RecordType.EPOCH_BEGIN : RecordType.EPOCH_END, 0, 0, new byte[0]);
    }

    /** Its sequence is the point's id. */
    public long mark(PointKind kind, String label) {
        try {
            byte[] info = Json.mapper().writeValueAsBytes(new MarkInfo(kind, label, false));
            add(0, RecordType.MARK, 0, 0, info);
            return sequence();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(int disk, RecordType type, long offset, int length, byte[] data) {
        add(disk, type, 0, offset, length, data);
    }

    private void add(int disk, RecordType type, int flags, long offset, int length, byte[] data) {
        changes.add(
                new ChangeRecord(
                        disk,
                        type,
                        flags,
                        length,
                        offset,
                        ++timeMicros,
                        payload.size(),
                        data.length));
        payload.writeBytes(data);
    }

    /** A frame of everything collected. */
    public Frame frame(boolean compress) {
        byte[] plain = payload.toByteArray();
        byte[] coded = compress ? Zstd.compress(plain, 1) : plain;
        int table = changes.size() * ChangeRecord.BYTES;
        byte[] body = new byte[table + coded.length + Frame.TAIL_ROOM];
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).encode(body, i * ChangeRecord.BYTES);
        }
        System.arraycopy(coded, 0, body, table, coded.length);
        FrameHeader header =
                new FrameHeader(
                        FrameType.DATA,
                        compress ? PayloadCodec.ZSTD : PayloadCodec.RAW,
                        streamId,
                        epoch,
                        changes.size(),
                        sequence + 1,
                        sequence + changes.size(),
                        changes.getFirst().timeMicros(),
                        changes.getLast().timeMicros(),
                        plain.length,
                        table + coded.length,
                        crc(body, table + coded.length),
                        crc(plain, plain.length),
                        0);
        sequence += changes.size();
        changes.clear();
        payload.reset();
        return new Frame(header, body, () -> {});
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
