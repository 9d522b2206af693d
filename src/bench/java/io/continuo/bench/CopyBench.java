package io.continuo.bench;

import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.mobility.MachineCapture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Initial replication of a disk, half of it compressible, beside {@code nbdcopy --flush} of the
 * same file into {@code nbdkit file}. Ours goes through process server and encrypted journal, may
 * be written to meanwhile, and ends when the replica is consistent and durable. Arguments: size in
 * MiB (default 2048; the claim is made for 8192), rounds (default 3), directory.
 */
public final class CopyBench {
    private static final int MIB = 1 << 20;
    private static final int PIECE = 64 << 10;

    private final Path directory;
    private final Path source;
    private int round;

    private CopyBench(Path directory, long size) throws IOException {
        this.directory = directory;
        source = directory.resolve("source.raw");
        fill(size);
    }

    public static void main(String[] args) throws Exception {
        long size = (args.length > 0 ? Long.parseLong(args[0]) : 2048) * MIB;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path directory =
                Files.createTempDirectory(
                        args.length > 2 ? Path.of(args[2]) : Path.of("/var/tmp"), "copy-bench");
        try {
            CopyBench bench = new CopyBench(directory, size);
            Map<String, List<Double>> seconds =
                    Bench.inTurns(List.of("ours", "nbdcopy"), rounds, bench::seconds);
            double ours = Bench.median(seconds.get("ours"));
            double nbdcopy = Bench.median(seconds.get("nbdcopy"));
            System.out.printf(
                    Locale.ROOT,
                    "%d MiB: ours %.2f s (%.0f MB/s), nbdcopy %.2f s (%.0f MB/s), nbdcopy ÷ ours"
                            + " %.2f%n",
                    size / MIB,
                    ours,
                    size / 1e6 / ours,
                    nbdcopy,
                    size / 1e6 / nbdcopy,
                    nbdcopy / ours);
        } finally {
            OneProcess.delete(directory);
        }
    }

    /** Every other piece is random, the others are half zeros. */
    private void fill(long size) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[PIECE];
        try (RandomAccessFile file = new RandomAccessFile(source.toFile(), "rw")) {
            for (long at = 0; at < size; at += PIECE) {
                random.nextBytes(bytes);
                if (at / PIECE % 2 == 1) {
                    for (int i = 0; i < PIECE; i += 2) {
                        bytes[i] = 0;
                    }
                }
                file.write(bytes);
            }
        }
    }

    private double seconds(String contender) throws IOException {
        Path here = Files.createDirectory(directory.resolve("round-" + round++));
        try {
            return contender.equals("ours") ? ours(here) : nbdcopy(here);
        } finally {
            OneProcess.delete(here);
        }
    }

    private double ours(Path here) throws IOException {
        try (OneProcess roles = new OneProcess(here, source)) {
            long before = System.nanoTime();
            try (MachineCapture capture = roles.start()) {
                OneProcess.await(capture, ResyncCause.INITIAL);
                return (System.nanoTime() - before) / 1e9;
            }
        }
    }

    private double nbdcopy(Path here) throws IOException {
        Path copy = here.resolve("copy.raw");
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.setLength(Files.size(source));
        }
        Path socket = here.resolve("socket");
        try (Programs programs = new Programs()) {
            programs.serve(
                    socket, "nbdkit", "-f", "-U", socket.toString(), "file", copy.toString());
            long before = System.nanoTime();
            Programs.run("nbdcopy", "--flush", source.toString(), "nbd+unix:///?socket=" + socket);
            return (System.nanoTime() - before) / 1e9;
        }
    }
}
