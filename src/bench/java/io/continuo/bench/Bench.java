package io.continuo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a measurement: {@code mvn -q test-compile exec:exec@bench -Dbench=NbdBench}, with its own
 * arguments in {@code -Dbench.args="..."}.
 *
 * <p>Machines change speed by themselves, so only figures taken in turns can be compared: {@link
 * #inTurns} alternates, and the medians' ratio is the result.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("which measurement? for example -Dbench=NbdBench");
            System.exit(2);
        }
        Class.forName("io.continuo.bench." + args[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    /** Measures one contender once. */
    @FunctionalInterface
    public interface Measurement<C, R> {
        R of(C contender) throws IOException;
    }

    /** Every contender's results, measured in turns, every other round backwards. */
    public static <C, R> Map<C, List<R>> inTurns(
            List<C> contenders, int rounds, Measurement<C, R> measurement) throws IOException {
        Map<C, List<R>> results = new LinkedHashMap<>();
        contenders.forEach(contender -> results.put(contender, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (C contender : round % 2 == 0 ? contenders : contenders.reversed()) {
                results.get(contender).add(measurement.of(contender));
            }
        }
        return results;
    }

    /** The middle value, of an even number the mean of the two. */
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
