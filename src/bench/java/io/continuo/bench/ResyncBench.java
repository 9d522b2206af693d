package io.continuo.bench;

import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.replication.mobility.MachineCapture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A whole disk compared after 1 % of it changed behind the agent's back, in 4 KiB pieces at random
 * places, beside {@code rsync --inplace --no-whole-file} of the same change into a plain copy. Ours
 * goes through process server and encrypted journal in the same process and ends when the replica
 * is consistent and durable; rsync syncs nothing, encrypts nothing and keeps no history. Arguments:
 * size in MiB (default 1024; the claim is made for 8192), rounds (default 3), directory.
 */
public final class ResyncBench {
    private static final int PIECE = 4096;
    private static final int PERCENT = 1;
    private static final int MIB = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private enum Contender {
        OURS,
        RSYNC
    }

    private final Path directory;
    private final Path source;
    private final Path copy;
    private final long size;
    private final Random random = new Random(1);
    private final OneProcess ours;
    private final List<ResyncReceipt> receipts = new ArrayList<>();

    private ResyncBench(Path directory, long size) throws IOException {
        this.directory = directory;
        this.size = size;
        source = directory.resolve("source.raw");
        copy = directory.resolve("copy.raw");
        fill();
        ours = new OneProcess(directory.resolve("ours"), source);
    }

    public static void main(String[] args) throws Exception {
        long size = (args.length > 0 ? Long.parseLong(args[0]) : 1024) * MIB;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path directory =
                Files.createTempDirectory(
                        args.length > 2 ? Path.of(args[2]) : Path.of("/var/tmp"), "resync-bench");
        try {
            new ResyncBench(directory, size).run(rounds);
        } finally {
            OneProcess.delete(directory);
        }
    }

    private void run(int rounds) throws IOException {
        Programs.run("cp", source.toString(), copy.toString());
        try (MachineCapture capture = ours.start()) {
            OneProcess.await(capture, ResyncCause.INITIAL);
        }
        System.out.printf(
                "%d MiB, %d %% changed in %d B pieces; seconds%n", size / MIB, PERCENT, PIECE);
        Map<Contender, List<Double>> results =
                Map.of(Contender.OURS, new ArrayList<>(), Contender.RSYNC, new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            change();
            List<Contender> order = List.of(Contender.values());
            for (Contender contender : round % 2 == 0 ? order : order.reversed()) {
                long before = System.nanoTime();
                double processor = measure(contender);
                double seconds = (System.nanoTime() - before) / 1e9;
                results.get(contender).add(seconds);
                System.out.printf(
                        "  round %d %-5s %7.2f, of the processor %.2f%n",
                        round + 1, contender, seconds, processor);
            }
        }
        double resync = Bench.median(results.get(Contender.OURS));
        double rsync = Bench.median(results.get(Contender.RSYNC));
        ResyncReceipt receipt = receipts.getLast();
        System.out.printf(
                "median: ours %.2f, rsync %.2f, ratio %.2f; ours compared %d MiB, sent %d MiB%n",
                resync,
                rsync,
                rsync / resync,
                receipt.comparedBytes() / MIB,
                receipt.sentBytes() / MIB);
        ours.close();
    }

    private void fill() throws IOException {
        byte[] bytes = new byte[MIB];
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            for (long at = 0; at < size; at += MIB) {
                random.nextBytes(bytes);
                file.write(bytes);
            }
        }
    }

    private void change() throws IOException {
        byte[] bytes = new byte[PIECE];
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            for (long i = 0; i < size / PIECE * PERCENT / 100; i++) {
                random.nextBytes(bytes);
                file.seek(random.nextLong(size / PIECE) * PIECE);
                file.write(bytes);
            }
        }
    }

    /** Returns the processor's seconds it took. */
    private double measure(Contender contender) throws IOException {
        return switch (contender) {
            case OURS -> {
                double before = processorSeconds();
                try (MachineCapture capture = ours.start()) {
                    receipts.add(OneProcess.await(capture, ResyncCause.DISK_CHANGED));
                }
                yield processorSeconds() - before;
            }
            case RSYNC -> {
                String rsync =
                        "rsync --inplace --no-whole-file --ignore-times " + source + " " + copy;
                String times =
                        Programs.run(
                                "bash", "-c", "TIMEFORMAT='%U %S'; { time " + rsync + "; } 2>&1");
                String[] parts = times.strip().split(" ");
                yield Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
            }
        };
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }
}
