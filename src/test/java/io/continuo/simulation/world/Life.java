package io.continuo.simulation.world;

import io.continuo.simulation.engine.Circumstances;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a seed has in store for a machine: how it is used, how much room there is, what goes wrong.
 * Times are nanoseconds of simulated time where nothing else is said.
 *
 * @param guests how many write at once
 * @param pause of a guest between two requests, on average
 * @param width blocks of each place guests write to, at most
 * @param logBytes of the agent's change log in memory
 * @param logDiskBytes of its change log on disk; 0 for none
 * @param chunks guests' data may be in
 * @param cacheBytes the process server's disk may hold
 * @param retentionSeconds of history
 * @param pointSeconds from one scheduled point to the next
 * @param markPause between two points somebody asks for, at most
 * @param faultPause between two faults, at most
 * @param length until all is healed
 * @param faults one of these is next
 */
record Life(
        int guests,
        long pause,
        int width,
        long logBytes,
        long logDiskBytes,
        int chunks,
        long cacheBytes,
        long retentionSeconds,
        int pointSeconds,
        long markPause,
        long faultPause,
        long length,
        List<Fault> faults) {
    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final int ALL_OF_IT = 400;
    private static final long DAYS = 360_000;
    private static final int SHORT = 6;
    private static final long ROOMY_LOG = 32 << 20;
    private static final long TIGHT_LOG = 200_000;
    private static final long LOG_ON_DISK = 8 << 20;
    private static final long ROOMY_CACHE = 1 << 30;
    private static final long TIGHT_CACHE = 300_000;

    static Life draw(Circumstances circumstances, Random random) {
        return switch (circumstances) {
            case QUIET -> mixed(random, List.of(Fault.NONE));
            case MIXED -> mixed(random, some(random));
            case OVERWRITES -> overwrites(random);
            case KILLS -> kills(random);
            case PRUNING -> pruning(random);
            case RESTS -> rests(random);
            case TIGHT -> tight(random);
            case OUTAGE -> outage(random);
        };
    }

    /** A life may be spared any kind of fault. */
    private static List<Fault> some(Random random) {
        List<Fault> faults = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            boolean quick = fault != Fault.KILL_AFTER_REST;
            faults.add(quick && random.nextBoolean() ? fault : Fault.NONE);
        }
        return faults;
    }

    private static boolean third(Random random) {
        return random.nextInt(3) == 0;
    }

    private static Life mixed(Random random, List<Fault> faults) {
        return new Life(
                1 + random.nextInt(3),
                (third(random) ? 2 : 5 + random.nextInt(60)) * MS,
                ALL_OF_IT,
                third(random) ? TIGHT_LOG : ROOMY_LOG,
                third(random) ? LOG_ON_DISK : 0,
                third(random) ? 3 : 12,
                third(random) ? TIGHT_CACHE : ROOMY_CACHE,
                third(random) ? SHORT : DAYS,
                1 + random.nextInt(6),
                4 * SECOND,
                1500 * MS,
                (5_000 + random.nextInt(16_000)) * MS,
                faults);
    }

    private static Life overwrites(Random random) {
        return new Life(
                3,
                2 * MS,
                20 + random.nextInt(30),
                third(random) ? TIGHT_LOG : 20_000,
                0,
                third(random) ? 3 : 12,
                ROOMY_CACHE,
                DAYS,
                1,
                1 * SECOND,
                1000 * MS,
                (4_000 + random.nextInt(5_000)) * MS,
                List.of(
                        Fault.INTERRUPTION,
                        Fault.INTERRUPTION,
                        Fault.INTERRUPTION,
                        Fault.DELAY,
                        Fault.KILL_AGENT,
                        Fault.KILL_GATEWAY,
                        Fault.NONE));
    }

    private static Life kills(Random random) {
        return new Life(
                1 + random.nextInt(3),
                (5 + random.nextInt(40)) * MS,
                ALL_OF_IT,
                third(random) ? TIGHT_LOG : ROOMY_LOG,
                third(random) ? LOG_ON_DISK : 0,
                12,
                third(random) ? TIGHT_CACHE : ROOMY_CACHE,
                DAYS,
                1 + random.nextInt(3),
                2 * SECOND,
                1200 * MS,
                (5_000 + random.nextInt(10_000)) * MS,
                List.of(
                        Fault.KILL_TARGET,
                        Fault.CUT_TARGET,
                        Fault.CUT_TARGET,
                        Fault.KILL_AGENT,
                        Fault.CUT_AGENT,
                        Fault.CUT_AGENT,
                        Fault.KILL_GATEWAY,
                        Fault.KILL_BEHIND_PARTITION,
                        Fault.KILL_BEHIND_PARTITION,
                        Fault.TARGET_SYNC_FAILS));
    }

    private static Life pruning(Random random) {
        return new Life(
                1 + random.nextInt(2),
                (10 + random.nextInt(60)) * MS,
                ALL_OF_IT,
                ROOMY_LOG,
                0,
                12,
                ROOMY_CACHE,
                SHORT,
                1 + random.nextInt(3),
                2 * SECOND,
                3000 * MS,
                (20_000 + random.nextInt(20_000)) * MS,
                List.of(
                        Fault.CUT_TARGET,
                        Fault.CUT_TARGET,
                        Fault.KILL_TARGET,
                        Fault.TARGET_SYNC_FAILS,
                        Fault.LINES_DROP,
                        Fault.DELAY,
                        Fault.KILL_AGENT));
    }

    private static Life rests(Random random) {
        return new Life(
                1 + random.nextInt(2),
                (5 + random.nextInt(20)) * MS,
                ALL_OF_IT,
                ROOMY_LOG,
                third(random) ? LOG_ON_DISK : 0,
                12,
                ROOMY_CACHE,
                DAYS,
                1 + random.nextInt(6),
                4 * SECOND,
                100 * MS,
                (20_000 + random.nextInt(10_000)) * MS,
                List.of(Fault.KILL_AFTER_REST));
    }

    private static Life tight(Random random) {
        return new Life(
                1 + random.nextInt(2),
                (20 + random.nextInt(40)) * MS,
                ALL_OF_IT,
                5_000 + random.nextInt(15_000),
                third(random) ? LOG_ON_DISK : 0,
                third(random) ? 3 : 12,
                third(random) ? TIGHT_CACHE : ROOMY_CACHE,
                DAYS,
                1 + random.nextInt(3),
                2 * SECOND,
                1200 * MS,
                (5_000 + random.nextInt(5_000)) * MS,
                List.of(
                        Fault.LINES_DROP,
                        Fault.LINES_DROP,
                        Fault.LINES_DROP,
                        Fault.INTERRUPTION,
                        Fault.PARTITION,
                        Fault.DELAY,
                        Fault.TARGET_SLOW,
                        Fault.GATEWAY_TROUBLE));
    }

    private static Life outage(Random random) {
        return new Life(
                1 + random.nextInt(3),
                (2_000 + random.nextInt(3_000)) * MS,
                ALL_OF_IT,
                third(random) ? TIGHT_LOG : ROOMY_LOG,
                random.nextBoolean() ? LOG_ON_DISK : 0,
                12,
                third(random) ? TIGHT_CACHE : ROOMY_CACHE,
                DAYS,
                60,
                180 * SECOND,
                600 * SECOND,
                3_600 * SECOND,
                List.of(Fault.NONE));
    }

    /** In a long life what is done now and then is done less often. */
    int slowness() {
        return length >= 3_600 * SECOND ? 30 : 1;
    }
}
