package io.continuo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.Zstd;

import io.continuo.replication.journal.CipherWarmup;
import io.continuo.replication.journal.DataKey;
import io.continuo.replication.journal.DirectFiles;
import io.continuo.replication.journal.ExtentMap;
import io.continuo.replication.journal.FrameCache;
import io.continuo.replication.journal.Journal;
import io.continuo.replication.journal.Slice;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * How fast a journal takes changes durably and encrypted, and how fast a point opens.
 *
 * <p>Ingest: frames of 256 writes of 4 KiB, and of one MiB in one write, through append to durable;
 * the sender's compression is not part of it, since the process server does it. Folded segments are
 * reused as in a running target; copying them into the base is not counted. Open: the map of a disk
 * with a million extents in the journal. Run as {@code java -cp target/classes:target/
 * test-classes:target/lib/* io.continuo.bench.JournalBench [directory]}.
 */
public final class JournalBench {
    private static final UUID STREAM = new UUID(1, 2);
    private static final long DISK = 64L << 30;
    private static final int MIB = 1 << 20;
    private static final int ROUNDS = 3;
    private static final long FOLD_BYTES = 256L << 20;
    private static final long INGEST_BYTES = 4L << 30;

    private JournalBench() {}

    /** Prints a table. */
    public static void main(String[] args) throws Exception {
        Path directory =
                args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("journal-bench");
        CipherWarmup.run();
        System.out.println("journal ingest, durable and encrypted, medians of " + ROUNDS);
        for (int writeBytes : new int[] {4096, MIB}) {
            for (boolean half : new boolean[] {false, true}) {
                double[] rates = new double[ROUNDS];
                for (int round = 0; round < ROUNDS; round++) {
                    rates[round] = ingest(directory, writeBytes, half);
                }
                Arrays.sort(rates);
                System.out.printf(
                        "%8d B writes, %-21s %6.0f MB/s of disk changes%n",
                        writeBytes,
                        half ? "half zeros, zstd -5" : "incompressible",
                        rates[ROUNDS / 2]);
            }
        }
        System.out.printf("%31s %6.0f MB/s%n", "fio, the same volume, no cipher", fio(directory));
        open(directory);
    }

    /**
     * What the volume takes at most that way: a MiB at a time past the page cache into a file that
     * has its blocks, synced as often as the journal is.
     */
    private static double fio(Path directory) throws IOException {
        Path file = directory.resolve("fio");
        String[] command = {
            "fio",
            "--name=journal",
            "--filename=" + file,
            "--rw=write",
            "--bs=1m",
            "--size=256m",
            "--io_size=" + INGEST_BYTES,
            "--direct=1",
            "--ioengine=psync",
            "--fdatasync=4",
            "--output-format=json"
        };
        double[] rates = new double[ROUNDS];
        try {
            for (int round = -1; round < ROUNDS; round++) {
                String json = Programs.run(command);
                double rate =
                        new ObjectMapper().readTree(json).at("/jobs/0/write/bw_bytes").asDouble()
                                / 1e6;
                if (round >= 0) {
                    rates[round] = rate;
                }
            }
        } finally {
            Files.deleteIfExists(file);
        }
        Arrays.sort(rates);
        return rates[ROUNDS / 2];
    }

    private static Journal journal(Path directory) throws IOException {
        return Journal.open(
                directory,
                STREAM,
                new DataKey(Base64.getEncoder().encodeToString(new byte[32]), STREAM),
                List.of(DISK),
                new DirectFiles(),
                new FrameCache(64 << 20));
    }

    private static double ingest(Path directory, int writeBytes, boolean half) throws Exception {
        Path home = Files.createTempDirectory(directory, "ingest");
        BlockingQueue<byte[]> pool = new ArrayBlockingQueue<>(64);
        Template template = template(writeBytes, half);
        for (int i = 0; i < 64; i++) {
            pool.add(template.body.clone());
        }
        try (Journal journal = journal(home)) {
            journal.begin(1, position -> {});
            // Warm, as a target is before it serves.
            long sequence = send(journal, template, pool, 0, 512L << 20);
            journal.drain();
            long start = System.nanoTime();
            send(journal, template, pool, sequence, INGEST_BYTES);
            journal.drain();
            return INGEST_BYTES * 1e3 / (System.nanoTime() - start);
        } finally {
            delete(home);
        }
    }

    private static long send(
            Journal journal, Template template, BlockingQueue<byte[]> pool, long from, long bytes)
            throws Exception {
        long sequence = from;
        for (long sent = 0; sent < bytes; sent += MIB) {
            byte[] body = pool.take();
            System.arraycopy(template.body, 0, body, 0, template.body.length);
            journal.append(template.frame(sequence, body, () -> pool.add(body)));
            sequence += template.records;
            if (sent % FOLD_BYTES == 0) {
                // As in a target that folds: segments go, and their files are used again.
                journal.folded(journal.durable());
            }
        }
        return sequence;
    }

    private record Template(
            byte[] body, int records, int length, PayloadCodec codec, int bodyCrc, int plainCrc) {
        Frame frame(long sequence, byte[] copy, Runnable release) {
            FrameHeader header =
                    new FrameHeader(
                            FrameType.DATA,
                            codec,
                            STREAM,
                            1,
                            records,
                            sequence + 1,
                            sequence + records,
                            1,
                            1,
                            MIB,
                            length,
                            bodyCrc,
                            plainCrc,
                            0);
            return new Frame(header, copy, release);
        }
    }

    private static Template template(int writeBytes, boolean half) {
        Random random = new Random(1);
        byte[] plain = new byte[MIB];
        random.nextBytes(plain);
        if (half) {
            for (int at = 0; at < MIB; at += 4096) {
                Arrays.fill(plain, at, at + 2048, (byte) 0);
            }
        }
        byte[] coded = half ? Zstd.compress(plain, -5) : plain;
        return template(plain, coded, writeBytes, random);
    }

    private static Template template(byte[] plain, byte[] coded, int writeBytes, Random random) {
        int records = plain.length / writeBytes;
        int table = records * ChangeRecord.BYTES;
        byte[] body = new byte[table + coded.length + Frame.TAIL_ROOM];
        for (int i = 0; i < records; i++) {
            long offset = random.nextLong(DISK / 4096 - 256) * 4096;
            new ChangeRecord(
                            0,
                            RecordType.WRITE,
                            0,
                            writeBytes,
                            offset,
                            1,
                            i * writeBytes,
                            writeBytes)
                    .encode(body, i * ChangeRecord.BYTES);
        }
        System.arraycopy(coded, 0, body, table, coded.length);
        int length = table + coded.length;
        return new Template(
                body,
                records,
                length,
                coded == plain ? PayloadCodec.RAW : PayloadCodec.ZSTD,
                crc(body, length),
                crc(plain, plain.length));
    }

    private static void open(Path directory) throws Exception {
        Path home = Files.createTempDirectory(directory, "open");
        try {
            Random random = new Random(2);
            byte[] plain = new byte[512 * 1024];
            byte[] coded = Zstd.compress(plain, 1);
            try (Journal journal = journal(home)) {
                journal.begin(1, position -> {});
                for (long sequence = 0; sequence < 1_000_000; ) {
                    Template template = template(plain, coded, 512, random);
                    Frame frame =
                            resized(template, plain.length).apply(sequence, template.body.clone());
                    journal.append(frame);
                    sequence += template.records;
                }
                journal.drain();
            }
            List<Double> times = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                long begun = System.nanoTime();
                try (Journal journal = journal(home)) {
                    double opened = (System.nanoTime() - begun) / 1e6;
                    long start = System.nanoTime();
                    try (Slice slice = journal.slice(journal.durable().sequence())) {
                        ExtentMap map = slice.map(0);
                        times.add((System.nanoTime() - start) / 1e6);
                        System.out.printf(
                                "journal opened in %.0f ms, view of %d extents in %.0f ms%n",
                                opened, map.count(), times.getLast());
                    }
                }
            }
        } finally {
            delete(home);
        }
    }

    private static java.util.function.BiFunction<Long, byte[], Frame> resized(
            Template template, int plainLength) {
        return (sequence, body) ->
                new Frame(
                        new FrameHeader(
                                FrameType.DATA,
                                template.codec,
                                STREAM,
                                1,
                                template.records,
                                sequence + 1,
                                sequence + template.records,
                                1,
                                1,
                                plainLength,
                                template.length,
                                template.bodyCrc,
                                template.plainCrc,
                                0),
                        body,
                        () -> {});
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
