package io.continuo.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.simulation.engine.PlantedBug;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/**
 * How the simulation itself is tested: the product's classes are loaded with a mistake in them, and
 * some seed soon must fail for it.
 */
class PlantedBugsTest {
    /**
     * A search begins where the mistake was found once; when the product changes it takes a while.
     */
    private static final int MOST_SEEDS = Integer.getInteger("continuo.search", 120);

    static List<PlantedBugs.Mistake> mistakes() {
        return PlantedBugs.all();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_planted_bug_is_found(PlantedBugs.Mistake mistake) {
        Runs runs = new Runs(mistake.changes().toArray(new PlantedBug[0]));
        long seed = mistake.seed();
        Runs.Outcome outcome = runs.run(seed, false);
        while (outcome.failure() == null && seed < mistake.seed() + MOST_SEEDS) {
            outcome = runs.run(++seed, false);
        }
        assertThat(mistake.changes())
                .as("the product has the places that are changed")
                .allMatch(PlantedBug::planted);
        assertThat(outcome.failure()).as("found by seed %d on", mistake.seed()).isNotNull();
        System.out.println(mistake + ": seed " + seed + ", " + outcome.failure().getMessage());
    }
}
