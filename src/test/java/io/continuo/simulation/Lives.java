package io.continuo.simulation;

import java.util.List;

/**
 * Lives through seeds in a process of its own, so that several run at once: {@code FIRST COUNT
 * SECONDS}. Ends with 1 and tells the seed if one breaks a promise; ends early when the time is
 * over.
 */
final class Lives {
    private Lives() {}

    /** What happened in some lives. */
    record Tally(int seeds, long kills, long powerCuts) {
        static Tally parse(String line) {
            String[] numbers = line.split(" ");
            return new Tally(
                    Integer.parseInt(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]));
        }

        Tally and(Tally other) {
            return new Tally(seeds + other.seeds, kills + other.kills, powerCuts + other.powerCuts);
        }

        /** One more seed, by what its run noted. */
        Tally and(List<String> notes) {
            return and(new Tally(1, count(notes, " kill "), count(notes, " loses power")));
        }

        private static long count(List<String> notes, String words) {
            return notes.stream().filter(note -> note.contains(words)).count();
        }

        @Override
        public String toString() {
            return seeds + " lives, " + kills + " kills, " + powerCuts + " of them power cuts";
        }
    }

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        int count = Integer.parseInt(args[1]);
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000_000L;
        Runs runs = new Runs();
        Tally tally = new Tally(0, 0, 0);
        while (tally.seeds() < count && System.nanoTime() < end) {
            Runs.Outcome outcome = runs.run(first + tally.seeds());
            if (outcome.failure() != null) {
                System.out.println(Runs.describe(outcome));
                outcome.failure().printStackTrace(System.out);
                System.exit(1);
            }
            tally = tally.and(outcome.notes());
        }
        System.out.println(tally.seeds() + " " + tally.kills() + " " + tally.powerCuts());
    }
}
