package io.continuo.replication.stream;

import com.github.luben.zstd.Zstd;

import java.util.zip.CRC32C;

/** Gives frames other numbers, and leaves out what a target has already. */
public final class FrameCut {
    private FrameCut() {}

    /** The same frame with its numbers moved, under another epoch; owns {@code frame}. */
    public static Frame renumber(Frame frame, int epoch, long base) {
        FrameHeader old = frame.header();
        return new Frame(
                new FrameHeader(
                        old.type(),
                        old.codec(),
                        old.streamId(),
                        epoch,
                        old.recordCount(),
                        base + old.firstSequence(),
                        base + old.lastSequence(),
                        old.firstTimeMicros(),
                        old.lastTimeMicros(),
                        old.plainLength(),
                        old.bodyLength(),
                        old.bodyCrc(),
                        old.plainCrc(),
                        old.token()),
                frame.body(),
                frame::close);
    }

    /** The frame without its records before {@code from}; owns {@code frame}. */
    public static Frame from(long from, Frame frame, FramePool pool) throws DamagedFrameException {
        FrameHeader old = frame.header();
        int skip = (int) (from - old.firstSequence());
        if (skip <= 0) {
            return frame;
        }
        try (frame) {
            byte[] plain = plain(frame);
            int start = frame.record(skip).payloadOffset();
            int count = old.recordCount() - skip;
            int table = count * ChangeRecord.BYTES;
            int left = plain.length - start;
            byte[] body = pool.acquire(table + left);
            for (int i = 0; i < count; i++) {
                moved(frame.record(skip + i), start).encode(body, i * ChangeRecord.BYTES);
            }
            System.arraycopy(plain, start, body, table, left);
            FrameHeader header =
                    new FrameHeader(
                            old.type(),
                            PayloadCodec.RAW,
                            old.streamId(),
                            old.epoch(),
                            count,
                            from,
                            old.lastSequence(),
                            frame.record(skip).timeMicros(),
                            old.lastTimeMicros(),
                            left,
                            table + left,
                            crc(body, 0, table + left),
                            crc(body, table, left),
                            old.token());
            return pool.frame(header, body);
        }
    }

    private static ChangeRecord moved(ChangeRecord record, int start) {
        return new ChangeRecord(
                record.disk(),
                record.type(),
                record.flags(),
                record.length(),
                record.offset(),
                record.timeMicros(),
                record.payloadOffset() - start,
                record.payloadLength());
    }

    private static byte[] plain(Frame frame) throws DamagedFrameException {
        byte[] plain = new byte[frame.header().plainLength()];
        if (frame.header().codec() == PayloadCodec.RAW) {
            System.arraycopy(frame.body(), frame.payloadStart(), plain, 0, plain.length);
            return plain;
        }
        long length =
                Zstd.decompressByteArray(
                        plain,
                        0,
                        plain.length,
                        frame.body(),
                        frame.payloadStart(),
                        frame.payloadLength());
        if (length != plain.length) {
            throw new DamagedFrameException("a payload cannot be decompressed");
        }
        return plain;
    }

    public static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
