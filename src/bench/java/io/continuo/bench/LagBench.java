package io.continuo.bench;

import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.nbd.NbdLimits;
import io.continuo.replication.nbd.NbdServer;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * How far the target is behind (RPO) while fio writes 50 MB/s at random over NBD: the age of the
 * newest moment the target durably holds, looked at a hundred times a second. Arguments: seconds
 * (default 60), MB/s (default 50).
 */
public final class LagBench {
    private static final long DISK_BYTES = 1L << 30;
    private static final long LOOK_NANOS = 10_000_000;

    private LagBench() {}

    public static void main(String[] args) throws Exception {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int rate = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "lag-bench");
        try {
            Path disk = directory.resolve("disk.raw");
            try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
                file.setLength(DISK_BYTES);
            }
            measure(directory, disk, seconds, rate);
        } finally {
            OneProcess.delete(directory);
        }
    }

    private static void measure(Path directory, Path disk, int seconds, int rate) throws Exception {
        try (OneProcess roles = new OneProcess(directory, disk);
                MachineCapture capture = roles.start();
                NbdServer server = new NbdServer(roles.chunks(), NbdLimits.DEFAULT)) {
            OneProcess.await(capture, ResyncCause.INITIAL);
            capture.exports().forEach(server::add);
            Path socket = directory.resolve("socket");
            server.listen(socket);
            String export = capture.exports().getFirst().name();
            Process load = load("nbd+unix:///" + export + "?socket=" + socket, seconds, rate);
            List<Double> lags = new ArrayList<>();
            while (load.isAlive()) {
                capture.report(name -> name).durableTime().ifPresent(time -> lags.add(lag(time)));
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (load.waitFor() != 0) {
                throw new IllegalStateException("fio failed");
            }
            print(lags, seconds, rate);
        }
    }

    private static Process load(String uri, int seconds, int rate) throws Exception {
        return new ProcessBuilder(
                        "fio",
                        "--name=churn",
                        "--ioengine=nbd",
                        "--uri=" + uri,
                        "--rw=randwrite",
                        "--bs=16k",
                        "--iodepth=16",
                        "--rate=" + rate * 1_000_000,
                        "--time_based",
                        "--runtime=" + seconds,
                        "--norandommap")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static double lag(Instant time) {
        return Duration.between(time, Instant.now()).toNanos() / 1e6;
    }

    private static void print(List<Double> lags, int seconds, int rate) {
        List<Double> sorted = lags.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%d MB/s for %d s: RPO p50 %.0f ms, p99 %.0f ms, worst %.0f ms, %d looks (bar: p99"
                        + " 500 ms)%n",
                rate,
                seconds,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast(),
                sorted.size());
    }
}
