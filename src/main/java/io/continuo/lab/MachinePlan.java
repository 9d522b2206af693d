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
                                disk(1, "db-01-log.raw", 128 * MIB, 4 << 10, 32_700, 0)),
                        3,
                        Habit.TRANSACTIONS,
                        new Rhythm(28, 0.35, 41, 5, 0.10)));
    }

    private static DiskPlan disk(
            int index, String file, long size, int slotBytes, int used, int filled) {
        return new DiskPlan(index, file, size, slotBytes, used, filled, BootImage.BYTES);
    }

    /** Whether it can be started from its disks. */
    boolean boots() {
        return disks.getFirst().bootBytes() > 0;
    }

    /** As made before its machines could be started. */
    MachinePlan withoutBoot() {
        return new MachinePlan(
                name, disks.stream().map(DiskPlan::withoutBoot).toList(), writers, habit, rhythm);
    }

    /**
     * Whether a started machine looks for its newest record on a disk. A database's last word is a
     * commit, and those are found at once: they are written one after another.
     */
    boolean shows(DiskPlan disk) {
        return habit != Habit.TRANSACTIONS || disk.index() == 1;
    }

    /**
     * How many slots of a disk each writer fills one after another; 0 for a disk that is written at
     * random places.
     */
    int runSlots(DiskPlan disk) {
        return habit == Habit.TRANSACTIONS && disk.index() == 1 ? disk.usedSlots() / writers : 0;
    }

    long sizeBytes() {
        return disks.stream().mapToLong(DiskPlan::sizeBytes).sum();
    }
}
