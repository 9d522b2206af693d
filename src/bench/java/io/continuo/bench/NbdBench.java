package io.continuo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Our write path beside others', by fio over NBD on a socket file.
 *
 * <p>Arguments, all optional, as {@code key=value}: {@code ours=plain,protected} (protected needs
 * {@code target/continuo.jar}), {@code peers=nbdkit,qemu-nbd,mirror-blocking,mirror-background},
 * {@code cases=0,3}, {@code rounds=3}, {@code seconds=4}, {@code mib=512}.
 *
 * <p>Beware when reading: nbdkit and qemu-nbd copy nothing anywhere; QEMU's mirror copies to a
 * second file without syncing it, encryption or history.
 */
public final class NbdBench {
    /** A load under a state of the page cache. */
    private record Case(String name, Fio load, PageCache cache, boolean bandwidth) {}

    private static final List<Case> CASES =
            List.of(
                    new Case(
                            "4 KiB random write, depth 32, pages [k IOPS]",
                            new Fio("randwrite", "4k", 32),
                            PageCache.PAGES,
                            false),
                    new Case(
                            "4 KiB random write, depth 32, large folios [k IOPS]",
                            new Fio("randwrite", "4k", 32),
                            PageCache.FOLIOS,
                            false),
                    new Case(
                            "4 KiB random write, depth 32, after large writes [k IOPS]",
                            new Fio("randwrite", "4k", 32),
                            PageCache.USED,
                            false),
                    new Case(
                            "4 KiB random write, depth 32, after large reads [k IOPS]",
                            new Fio("randwrite", "4k", 32),
                            PageCache.READ,
                            false),
                    new Case(
                            "4 KiB random write, depth 1, pages [k IOPS]",
                            new Fio("randwrite", "4k", 1),
                            PageCache.PAGES,
                            false),
                    new Case(
                            "256 KiB sequential write, depth 32, large folios [MB/s]",
                            new Fio("write", "256k", 32),
                            PageCache.FOLIOS,
                            true),
                    new Case(
                            "4 KiB random read, depth 32, pages [k IOPS]",
                            new Fio("randread", "4k", 32),
                            PageCache.PAGES,
                            false),
                    new Case(
                            "4 KiB random read, depth 32, nothing cached [k IOPS]",
                            new Fio("randread", "4k", 32),
                            PageCache.COLD,
                            false),
                    new Case(
                            "4 KiB random read, depth 1, nothing cached [k IOPS]",
                            new Fio("randread", "4k", 1),
                            PageCache.COLD,
                            false),
                    new Case(
                            "128 KiB sequential read, depth 2, nothing cached [MB/s]",
                            new Fio("read", "128k", 2),
                            PageCache.COLD,
                            true));

    private static final List<String> EVERY =
            IntStream.range(0, CASES.size()).mapToObj(Integer::toString).toList();

    private final List<String> ours;
    private final List<String> peers;
    private final List<Case> cases;
    private final int rounds;
    private final int seconds;
    private final long size;

    private NbdBench(Options options) {
        ours = options.list("ours", List.of("plain"));
        peers = options.list("peers", Contenders.PEERS);
        cases =
                options.list("cases", EVERY).stream()
                        .map(number -> CASES.get(Integer.parseInt(number)))
                        .toList();
        rounds = options.number("rounds", 3);
        seconds = options.number("seconds", 4);
        size = (long) options.number("mib", 512) << 20;
    }

    public static void main(String[] args) throws IOException {
        new NbdBench(new Options(args)).run();
    }

    private void run() throws IOException {
        Path directory = Files.createTempDirectory("nbd-bench");
        try (Programs programs = new Programs()) {
            Contenders known = new Contenders(programs, directory, size);
            List<Contender> contenders = new ArrayList<>();
            for (String name : ours) {
                contenders.add(known.start(name));
            }
            for (String name : peers) {
                contenders.add(known.start(name));
            }
            for (Case each : cases) {
                for (Contender contender : contenders) {
                    each.load().run(contender.uri(), 2);
                }
                print(each, Bench.inTurns(contenders, rounds, one -> measure(each, one)));
            }
        } finally {
            delete(directory);
        }
    }

    private Fio.Result measure(Case each, Contender contender) throws IOException {
        each.cache().prepare(contender);
        return each.load().run(contender.uri(), seconds);
    }

    private void print(Case each, Map<Contender, List<Fio.Result>> results) {
        System.out.printf("%n%s, medians of %d rounds of %d s%n", each.name(), rounds, seconds);
        System.out.printf("%-18s %9s %8s %8s %8s", "", "rate", "p50 us", "p99", "p99.9");
        ours.forEach(name -> System.out.printf(" %12s", name + " is"));
        System.out.println();
        results.forEach((contender, runs) -> printRow(each, contender, runs, results));
    }

    private void printRow(
            Case each,
            Contender contender,
            List<Fio.Result> runs,
            Map<Contender, List<Fio.Result>> results) {
        double rate = rate(each, runs);
        System.out.printf(
                "%-18s %9.1f %8.1f %8.1f %8.1f",
                contender.name(),
                rate,
                median(runs, Fio.Result::p50),
                median(runs, Fio.Result::p99),
                median(runs, Fio.Result::p999));
        results.forEach((one, own) -> {
            if (ours.contains(one.name())) {
                System.out.printf(" %11.2fx", rate(each, own) / rate);
            }
        });
        System.out.println();
    }

    private static double rate(Case each, List<Fio.Result> runs) {
        return each.bandwidth()
                ? median(runs, Fio.Result::megabytes)
                : median(runs, Fio.Result::iops) / 1000;
    }

    private static double median(List<Fio.Result> runs, ToDoubleFunction<Fio.Result> figure) {
        return Bench.median(runs.stream().mapToDouble(figure).boxed().toList());
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** {@code key=value} arguments. */
    private record Options(String... arguments) {
        List<String> list(String key, List<String> otherwise) {
            return Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(key + "="))
                    .map(argument -> argument.substring(key.length() + 1))
                    .map(value -> value.isEmpty() ? List.<String>of() : List.of(value.split(",")))
                    .findFirst()
                    .orElse(otherwise);
        }

        int number(String key, int otherwise) {
            return Integer.parseInt(list(key, List.of("" + otherwise)).getFirst());
        }
    }
}
