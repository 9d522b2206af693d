package io.continuo.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/**
 * The data plane as a whole, on simulated time, threads, files and lines: every seed is a life of
 * half a minute with faults of its own, in which the invariants 1 to 5 and 7 must hold.
 *
 * <p>A build says the same of the same code: the usual run begins at a fixed seed. New seeds are
 * searched on purpose: {@code -Dcontinuo.seeds=N} runs more, {@code -Dcontinuo.seed=S} begins at
 * one.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("continuo.seed", 1);
    private static final int SEEDS =
            Integer.getInteger("continuo.seeds", Long.getLong("continuo.seed") == null ? 60 : 1);

    /** However slow the machine, the usual run ends; a seed more or less proves little. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    @Test
    void whatever_happens_promises_are_kept() {
        System.out.println("seeds from " + FIRST);
        boolean usual = Integer.getInteger("continuo.seeds") == null;
        long began = System.nanoTime();
        Runs runs = new Runs();
        int done = 0;
        while (done < SEEDS && !(usual && System.nanoTime() - began > USUAL.toNanos())) {
            Runs.Outcome outcome = runs.run(FIRST + done, false);
            if (outcome.failure() != null) {
                throw new AssertionError(Runs.describe(outcome), outcome.failure());
            }
            done++;
        }
        System.out.println(done + " seeds, " + (System.nanoTime() - began) / 1_000_000 + " ms");
    }

    @Test
    void a_seed_is_the_same_run_again_step_by_step() {
        for (long seed = FIRST; seed < FIRST + 1; seed++) {
            Runs.Outcome once = new Runs().run(seed, false);
            Runs.Outcome again = new Runs().run(seed, false);
            assertThat(again.hash()).as("seed %d", seed).isEqualTo(once.hash());
            assertThat(again.steps()).isEqualTo(once.steps());
        }
    }

    @Test
    void without_faults_there_is_nothing_to_survive() {
        Runs runs = new Runs();
        for (long seed = FIRST; seed < FIRST + 4; seed++) {
            Runs.Outcome outcome = runs.run(seed, true);
            if (outcome.failure() != null) {
                throw new AssertionError(Runs.describe(outcome), outcome.failure());
            }
        }
    }
}
