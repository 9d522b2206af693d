package io.continuo.replication.journal;

import com.github.luben.zstd.Zstd;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.PayloadCodec;

import java.util.zip.CRC32C;

/**
 * The plain payload of a frame, checked against the source's own checksum.
 *
 * @param bytes the payload is in here
 * @param start where it starts
 * @param length its bytes
 */
public record DecodedFrame(byte[] bytes, int start, int length) {
    /**
     * Decodes the payload of a plain body.
     *
     * @throws DamagedFrameException it does not decode to what the source sent
     */
    public static DecodedFrame of(FrameHeader header, byte[] body, int payloadStart)
            throws DamagedFrameException {
        DecodedFrame frame = decode(header, body, payloadStart);
        CRC32C crc = new CRC32C();
        crc.update(frame.bytes, frame.start, frame.length);
        if ((int) crc.getValue() != header.plainCrc()) {
            throw new DamagedFrameException("a payload is not what its source sent");
        }
        return frame;
    }

    private static DecodedFrame decode(FrameHeader header, byte[] body, int payloadStart)
            throws DamagedFrameException {
        int coded = header.bodyLength() - payloadStart;
        if (header.codec() == PayloadCodec.RAW) {
            if (coded != header.plainLength()) {
                throw new DamagedFrameException("a raw payload has another length than announced");
            }
            return new DecodedFrame(body, payloadStart, coded);
        }
        byte[] plain = new byte[header.plainLength()];
        long got = Zstd.decompressByteArray(plain, 0, plain.length, body, payloadStart, coded);
        if (Zstd.isError(got) || got != plain.length) {
            throw new DamagedFrameException(
                    "a payload does not decompress to its announced length");
        }
        return new DecodedFrame(plain, 0, plain.length);
    }
}
