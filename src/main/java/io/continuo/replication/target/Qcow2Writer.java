package io.continuo.replication.target;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A qcow2 image, version 3, without backing file (QEMU, docs/interop/qcow2.txt). Clusters are taken
 * from the file in the order they are first written; the tables are written at the end, the header
 * last, so that a file cut short is no image.
 */
final class Qcow2Writer implements ImageWriter {
    private static final int MAGIC = 0x514649FB;
    private static final int HEADER_BYTES = 104;
    private static final int REFCOUNT_ORDER = 4;
    private static final int REFCOUNT_BYTES = 2;

    /** The only reference to this cluster is this one. */
    private static final long COPIED = 1L << 63;

    /** Bounds the tables in memory to 32 MiB. */
    private static final long MOST_CLUSTERS = 4L << 20;

    private final FileChannel channel;
    private final Path path;
    private final long size;
    private final int clusterBits;
    private final long cluster;
    private final int perTable;
    private final long[][] tables;
    private final long directoryClusters;
    private long clusters;

    Qcow2Writer(Path path, long diskSize) throws IOException {
        this.path = path;
        size = (diskSize + 511) / 512 * 512;
        clusterBits = clusterBits(size);
        cluster = 1L << clusterBits;
        perTable = (int) (cluster / Long.BYTES);
        tables = new long[(int) ceil(ceil(size, cluster), perTable)][];
        directoryClusters = ceil((long) tables.length * Long.BYTES, cluster);
        clusters = 1 + directoryClusters;
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static int clusterBits(long size) {
        int bits = 16;
        while (bits < 21 && size >> bits > MOST_CLUSTERS) {
            bits++;
        }
        return bits;
    }

    private static long ceil(long value, long unit) {
        return (value + unit - 1) / unit;
    }

    @Override
    public void write(long offset, ByteBuffer data) throws IOException {
        int limit = data.limit();
        long at = offset;
        while (data.hasRemaining()) {
            int inCluster = (int) (at & cluster - 1);
            int length = (int) Math.min(data.remaining(), cluster - inCluster);
            data.limit(data.position() + length);
            put(place(at >> clusterBits) + inCluster, data);
            data.limit(limit);
            at += length;
        }
    }

    /** Where a guest cluster is in the file; given a place if it has none. */
    private long place(long guestCluster) {
        int table = (int) (guestCluster / perTable);
        int entry = (int) (guestCluster % perTable);
        if (tables[table] == null) {
            tables[table] = new long[perTable];
        }
        if (tables[table][entry] == 0) {
            tables[table][entry] = take(1) | COPIED;
        }
        return tables[table][entry] & ~COPIED;
    }

    private long take(long count) {
        long at = clusters << clusterBits;
        clusters += count;
        return at;
    }

    private void put(long at, ByteBuffer data) throws IOException {
        long to = at;
        while (data.hasRemaining()) {
            to += channel.write(data, to);
        }
    }

    @Override
    public void finish() throws IOException {
        long[] directory = new long[tables.length];
        for (int i = 0; i < tables.length; i++) {
            if (tables[i] != null) {
                long at = take(1);
                putTable(at, tables[i]);
                directory[i] = at | COPIED;
            }
        }
        putTable(cluster, directory);
        long perBlock = cluster / REFCOUNT_BYTES;
        long blocks = ceil(clusters, perBlock);
        long tableClusters = ceil(blocks * Long.BYTES, cluster);
        // Refcounts count themselves: grow until they cover all.
        while (blocks * perBlock < clusters + blocks + tableClusters) {
            blocks++;
            tableClusters = ceil(blocks * Long.BYTES, cluster);
        }
        long firstBlock = take(blocks);
        long tableAt = take(tableClusters);
        putRefcounts(firstBlock, blocks, perBlock, tableAt);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(clusters << clusterBits);
        }
        channel.force(true);
        putHeader(tableAt, tableClusters);
        channel.force(true);
    }

    private void putTable(long at, long[] entries) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(entries.length * Long.BYTES);
        bytes.asLongBuffer().put(entries);
        put(at, bytes);
    }

    private void putRefcounts(long firstBlock, long blocks, long perBlock, long tableAt)
            throws IOException {
        ByteBuffer table = ByteBuffer.allocate(Math.toIntExact(blocks * Long.BYTES));
        for (long block = 0; block < blocks; block++) {
            ByteBuffer counts = ByteBuffer.allocate((int) cluster);
            long used = Math.clamp(clusters - block * perBlock, 0, perBlock);
            for (int i = 0; i < used; i++) {
                counts.putShort((short) 1);
            }
            long at = firstBlock + (block << clusterBits);
            put(at, counts.clear());
            table.putLong(at);
        }
        put(tableAt, table.flip());
    }

    private void putHeader(long refcountTable, long refcountTableClusters) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES + 8);
        header.putInt(MAGIC)
                .putInt(3)
                .putLong(0)
                .putInt(0)
                .putInt(clusterBits)
                .putLong(size)
                .putInt(0)
                .putInt(tables.length)
                .putLong(cluster)
                .putLong(refcountTable)
                .putInt((int) refcountTableClusters)
                .putInt(0)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putInt(REFCOUNT_ORDER)
                .putInt(HEADER_BYTES);
        put(0, header.clear());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
