package io.continuo.replication.journal;

import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file beside a finished segment that spares reading the segment: where it ends, its landmarks,
 * its extents. Can be made again from the segment at any time.
 *
 * <pre>
 * magic (4) version (4) segment (8) first sequence (8) last epoch (4) sequence (8) time (8)
 * end byte (8) extents (4) landmark bytes (4) CRC32C of this and the landmarks (4)
 * landmarks: type (1) epoch (4) sequence (8) time (8) before: epoch (4) sequence (8) time (8)
 *            text length (4) text
 * columns:   offsets (8 each) lengths sequences records payloads kinds (4 each), CRC32C (4)
 * </pre>
 */
record SegmentIndex(
        long number,
        long firstSequence,
        Position last,
        long end,
        int extents,
        List<Landmark> landmarks) {
    private static final int MAGIC = 0x434E5449;
    private static final int VERSION = 1;
    private static final int HEAD = 64;
    private static final int LANDMARK = 45;
    private static final int EXTENT = 28;
    private static final int MAX_EXTENTS = Segment.BYTES / 16;

    static SegmentIndex of(Segment segment, ExtentTable.Columns columns) {
        return new SegmentIndex(
                segment.number(),
                segment.firstSequence(),
                segment.last(),
                segment.durableEnd(),
                columns.count(),
                segment.landmarks());
    }

    /** The whole file, padded to {@link JournalFiles#BLOCK}. */
    ByteBuffer encode(ExtentTable.Columns columns) {
        byte[] marks = encodeLandmarks();
        int bytes = HEAD + marks.length + columns.count() * EXTENT + 4;
        int padded = (bytes + JournalFiles.BLOCK - 1) & -JournalFiles.BLOCK;
        ByteBuffer out = JournalFiles.buffer(padded);
        out.putInt(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .putLong(firstSequence)
                .putInt(last.epoch())
                .putLong(last.sequence())
                .putLong(last.timeMicros())
                .putLong(end)
                .putInt(extents)
                .putInt(marks.length);
        int crcAt = out.position();
        out.putInt(0).put(marks);
        out.putInt(crcAt, headCrc(out, crcAt, marks.length));
        int columnsAt = out.position();
        putColumns(out, columns);
        out.putInt(crc(out, columnsAt, out.position() - columnsAt));
        return out.position(0).limit(padded);
    }

    private static void putColumns(ByteBuffer out, ExtentTable.Columns columns) {
        int count = columns.count();
        out.asLongBuffer().put(columns.offsets(), 0, count);
        out.position(out.position() + 8 * count);
        for (int[] column :
                List.of(
                        columns.lengths(),
                        columns.sequences(),
                        columns.records(),
                        columns.payloads(),
                        columns.kinds())) {
            out.asIntBuffer().put(column, 0, count);
            out.position(out.position() + 4 * count);
        }
    }

    private byte[] encodeLandmarks() {
        List<byte[]> texts =
                landmarks.stream().map(l -> l.text().getBytes(StandardCharsets.UTF_8)).toList();
        int bytes = texts.stream().mapToInt(text -> LANDMARK + text.length).sum();
        ByteBuffer out = ByteBuffer.allocate(bytes);
        for (int i = 0; i < landmarks.size(); i++) {
            Landmark landmark = landmarks.get(i);
            out.put((byte) landmark.type().code());
            put(out, landmark.at());
            put(out, landmark.before());
            out.putInt(texts.get(i).length).put(texts.get(i));
        }
        return out.array();
    }

    private static void put(ByteBuffer out, Position position) {
        out.putInt(position.epoch()).putLong(position.sequence()).putLong(position.timeMicros());
    }

    private static Position position(ByteBuffer in) {
        return new Position(in.getInt(), in.getLong(), in.getLong());
    }

    /** Reads all but the extents; null if the file is absent, damaged or of another segment. */
    static SegmentIndex readHead(Path path, long number) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = read(channel, 0, HEAD);
            if (head == null || head.getInt() != MAGIC || head.getInt() != VERSION) {
                return null;
            }
            long found = head.getLong();
            long firstSequence = head.getLong();
            Position last = position(head);
            long end = head.getLong();
            int extents = head.getInt();
            int markBytes = head.getInt();
            int crcAt = head.position();
            int expected = head.getInt();
            if (found != number
                    || extents < 0
                    || extents > MAX_EXTENTS
                    || markBytes < 0
                    || markBytes > channel.size()) {
                return null;
            }
            ByteBuffer whole = read(channel, 0, HEAD + markBytes);
            if (whole == null || headCrc(whole, crcAt, markBytes) != expected) {
                return null;
            }
            List<Landmark> landmarks = landmarks(whole.position(HEAD));
            return new SegmentIndex(number, firstSequence, last, end, extents, landmarks);
        } catch (java.nio.file.NoSuchFileException | DamagedFrameException e) {
            return null;
        }
    }

    private static List<Landmark> landmarks(ByteBuffer in) throws DamagedFrameException {
        List<Landmark> landmarks = new ArrayList<>();
        while (in.hasRemaining()) {
            RecordType type = RecordType.of(in.get());
            Position at = position(in);
            Position before = position(in);
            byte[] text = new byte[in.getInt()];
            in.get(text);
            landmarks.add(new Landmark(type, at, before, new String(text, StandardCharsets.UTF_8)));
        }
        return landmarks;
    }

    /** Reads the extents; null if the file is absent or damaged. */
    static ExtentTable.Columns readExtents(Path path, long number) throws IOException {
        SegmentIndex head = readHead(path, number);
        if (head == null) {
            return null;
        }
        int count = head.extents;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int at = HEAD + head.encodeLandmarks().length;
            ByteBuffer in = read(channel, at, count * EXTENT + 4);
            if (in == null || in.getInt(count * EXTENT) != crc(in, 0, count * EXTENT)) {
                return null;
            }
            long[] offsets = new long[count];
            in.asLongBuffer().get(offsets);
            in.position(8 * count);
            int[][] columns = new int[5][count];
            for (int[] column : columns) {
                in.asIntBuffer().get(column);
                in.position(in.position() + 4 * count);
            }
            return new ExtentTable.Columns(
                    count, offsets, columns[0], columns[1], columns[2], columns[3], columns[4]);
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                return null;
            }
        }
        return buffer.flip();
    }

    private static int headCrc(ByteBuffer bytes, int crcAt, int markBytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(crcAt));
        crc.update(bytes.duplicate().limit(HEAD + markBytes).position(HEAD));
        return (int) crc.getValue();
    }

    private static int crc(ByteBuffer bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(at + length).position(at));
        return (int) crc.getValue();
    }
}
