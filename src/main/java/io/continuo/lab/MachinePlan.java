package io.continuo.lab;

import java.util.List;

/**
 * A machine of the sample site.
 *
 * @param writers how many guest threads write, each on its own connections and its own slots
 * @param habit how they write
 * @param rhythm how often
 */
record MachinePlan(String name, List<DiskPlan> disks, int writers, Habit habit, Rhythm rhythm) {
    private static final long MIB = 1 << 20;

    MachinePlan {
        disks = List.copyOf(disks);
    }

    /** How a guest writes. */
    enum Habit {
        /** Records at random places. */
        SCATTERED,
        /**
         * Records on the first disk, flushed; then, once those are acknowledged, a commit on the
         * second.
         */
        TRANSACTIONS
    }

    /** The three machines of every lab, with rates believable for what they are called. */
    static List<MachinePlan> all() {
        return List.of(
                new MachinePlan(
                        "web-01",
                        List.of(disk(0, "web-01.raw", 128 * MIB, 8 << 10, 4096, 1024)),
                        2,
                        Habit.SCATTERED,
                        new Rhythm(40, 0.5, 17, 4, 0.12)),
                new MachinePlan(
                        "app-01",
                        List.of(disk(0, "app-01.raw", 256 * MIB, 16 << 10, 6144, 2048)),
                        2,
                        Habit.SCATTERED,
                        new Rhythm(50, 0.4, 29, 3, 0.15)),
                new MachinePlan(
                        "db-01",
                        List.of(
                                disk(0, "db-01-data.raw", 512 * MIB, 16 << 10, 16384, 4096),
                                disk(1, "db-01-log.raw", 128 * MIB, 4 << 10, 32768, 0)),
                        3,
                        Habit.TRANSACTIONS,
                        new Rhythm(28, 0.35, 41, 5, 0.10)));
    }

    private static DiskPlan disk(
            int index, String file, long size, int slotBytes, int used, int filled) {
        return new DiskPlan(index, file, size, slotBytes, used, filled);
    }

    long sizeBytes() {
        return disks.stream().mapToLong(DiskPlan::sizeBytes).sum();
    }
}
