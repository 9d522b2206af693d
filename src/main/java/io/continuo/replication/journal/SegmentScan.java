package io.continuo.replication.journal;

import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a segment from its first record to the first that is not true.
 *
 * @param table its extents, published
 * @param landmarks in order
 * @param end byte behind the last true record
 * @param last position of its last change
 * @param proven everything before this byte was durable when the last record was sealed
 * @param damaged whether something that was durable once is behind {@code end}
 */
record SegmentScan(
        ExtentTable table,
        List<Landmark> landmarks,
        long end,
        Position last,
        long proven,
        boolean damaged) {
    /**
     * @param before position before the segment's first change
     */
    static SegmentScan of(RecordReader reader, Position before) throws IOException {
        ExtentTable table = new ExtentTable(1024);
        List<Landmark> landmarks = new ArrayList<>();
        FrameIndexer indexer = new FrameIndexer(before);
        long at = JournalFiles.BLOCK;
        int number = 0;
        long proven = 0;
        for (StoredRecord record = reader.tryRead(at);
                record != null
                        && record.prefix().number() == number
                        && record.header().firstSequence() <= indexer.last().sequence() + 1;
                record = reader.tryRead(at)) {
            landmarks.addAll(
                    indexer.add(
                            record.header(),
                            record.body(),
                            table,
                            before.sequence() + 1,
                            (int) at));
            at += record.prefix().space();
            proven = record.prefix().durableEnd();
            number++;
        }
        table.publish(table.count());
        return new SegmentScan(
                table, landmarks, at, indexer.last(), proven, damageBehind(reader, at));
    }

    /**
     * A torn tail was never durable. If a later record says that what was cut was durable when it
     * was written, this is no torn tail.
     */
    static boolean damageBehind(RecordReader reader, long end) throws IOException {
        long size = reader.size();
        for (long at = end + JournalFiles.BLOCK; at < size; at += JournalFiles.BLOCK) {
            RecordPrefix prefix = reader.prefixAt(at);
            if (prefix != null && prefix.durableEnd() > end && reader.tryRead(at) != null) {
                return true;
            }
        }
        return false;
    }
}
