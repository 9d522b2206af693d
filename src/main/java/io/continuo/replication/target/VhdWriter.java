package io.continuo.replication.target;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A fixed VHD: the raw disk, then a footer (Virtual Hard Disk Image Format Specification 1.0).
 *
 * <p>The creator is Hyper-V's, because readers then take the size in the footer; for others they
 * compute it from the geometry, which cuts disks to whole cylinders.
 */
final class VhdWriter implements ImageWriter {
    private static final int SECTOR = 512;

    /** Largest disk the format's readers take: 2040 GiB. */
    static final long MAX_BYTES = 2040L << 30;

    private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final int FIXED = 2;
    private static final int CHECKSUM_AT = 64;

    private final SparseFile file;
    private final long size;

    VhdWriter(Path path, long diskSize) throws IOException {
        if (diskSize > MAX_BYTES) {
            throw new IOException("a VHD holds at most 2040 GiB; choose qcow2 or raw");
        }
        size = (diskSize + SECTOR - 1) / SECTOR * SECTOR;
        file = SparseFile.open(path, size + SECTOR, Optional.empty());
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        file.write(offset, data);
    }

    @Override
    public void finish() throws IOException {
        file.write(size, footer());
        file.force();
    }

    private ByteBuffer footer() {
        UUID id = UUID.randomUUID();
        ByteBuffer out = ByteBuffer.allocate(SECTOR);
        out.put("conectix".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(0x00010000)
                .putLong(-1)
                .putInt((int) (Instant.now().getEpochSecond() - EPOCH_2000))
                .put("win ".getBytes(StandardCharsets.US_ASCII))
                .putInt(0x000A0000)
                .put("Wi2k".getBytes(StandardCharsets.US_ASCII))
                .putLong(size)
                .putLong(size);
        putGeometry(out);
        out.putInt(FIXED)
                .putInt(0)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        int sum = 0;
        for (byte each : out.array()) {
            sum += Byte.toUnsignedInt(each);
        }
        return out.putInt(CHECKSUM_AT, ~sum).clear();
    }

    /** Specification, appendix: CHS calculation. */
    private void putGeometry(ByteBuffer out) {
        long sectors = Math.min(size / SECTOR, 65535L * 16 * 255);
        long perTrack;
        long heads;
        long cylindersTimesHeads;
        if (sectors >= 65535L * 16 * 63) {
            perTrack = 255;
            heads = 16;
            cylindersTimesHeads = sectors / perTrack;
        } else {
            perTrack = 17;
            cylindersTimesHeads = sectors / perTrack;
            heads = Math.max(4, (cylindersTimesHeads + 1023) / 1024);
            if (cylindersTimesHeads >= heads * 1024 || heads > 16) {
                perTrack = 31;
                heads = 16;
                cylindersTimesHeads = sectors / perTrack;
            }
            if (cylindersTimesHeads >= heads * 1024) {
                perTrack = 63;
                heads = 16;
                cylindersTimesHeads = sectors / perTrack;
            }
        }
        out.putShort((short) (cylindersTimesHeads / heads)).put((byte) heads).put((byte) perTrack);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
