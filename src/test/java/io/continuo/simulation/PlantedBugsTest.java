package io.continuo.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.simulation.engine.Circumstances;
import io.continuo.simulation.engine.PlantedBug;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * How the simulation itself is tested: the product's classes are loaded with a mistake in them, and
 * some seed soon must fail for it.
 */
class PlantedBugsTest {
    private static final long FIRST = Long.getLong("continuo.seed", 1);

    /** So many lives are lived for a mistake; each should be found by one in ten. */
    private static final int MOST_LIVES = Integer.getInteger("continuo.search", 200);

    static List<PlantedBugs.Mistake> mistakes() {
        return PlantedBugs.all();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_planted_bug_is_found(PlantedBugs.Mistake mistake) {
        Runs runs = new Runs(mistake.changes().toArray(new PlantedBug[0]));
        Runs.Outcome outcome = null;
        int lives = 0;
        for (long seed = FIRST; lives < MOST_LIVES && !failed(outcome); seed++) {
            if (Circumstances.of(seed) == mistake.sought()) {
                outcome = runs.run(seed);
                lives++;
            }
        }
        assertThat(mistake.changes())
                .as("the product has the places that are changed")
                .allMatch(PlantedBug::planted);
        assertThat(failed(outcome)).as("found by %d lives from %d on", lives, FIRST).isTrue();
        System.out.println(
                mistake
                        + ": life "
                        + lives
                        + ", seed "
                        + outcome.seed()
                        + ", "
                        + outcome.failure().getMessage());
    }

    private static boolean failed(Runs.Outcome outcome) {
        return outcome != null && outcome.failure() != null;
    }
}
