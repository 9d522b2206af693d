package io.continuo.simulation;

import io.continuo.simulation.engine.Circumstances;
import io.continuo.simulation.engine.Memory;
import io.continuo.simulation.engine.PlantedBug;
import io.continuo.simulation.engine.ProductLoader;
import io.continuo.simulation.engine.Scenario;
import io.continuo.simulation.engine.Simulation;

import java.util.List;

/** Runs worlds, one seed after the other. */
final class Runs {
    private static final String WORLD = "io.continuo.simulation.world.World";

    /**
     * @param failure null if every promise was kept
     */
    record Outcome(long seed, long hash, long steps, Throwable failure, List<String> notes) {}

    private final Memory memory = new Memory();
    private final ProductLoader loader;

    Runs(PlantedBug... bugs) {
        loader = new ProductLoader(List.of(bugs));
    }

    Outcome run(long seed) {
        return run(seed, Circumstances.of(seed));
    }

    Outcome run(long seed, Circumstances circumstances) {
        Simulation simulation = new Simulation(seed, memory);
        Throwable[] failure = new Throwable[1];
        try {
            Scenario world =
                    (Scenario)
                            Class.forName(WORLD, true, loader)
                                    .getDeclaredConstructor()
                                    .newInstance();
            simulation.run(() -> {
                try {
                    world.run(simulation, seed, circumstances);
                } catch (RuntimeException | Error e) {
                    failure[0] = e;
                }
            });
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } catch (AssertionError e) {
            failure[0] = e;
        }
        if (failure[0] == null && !simulation.failures().isEmpty()) {
            failure[0] = new AssertionError(simulation.failures().getFirst());
        }
        return new Outcome(
                seed,
                simulation.trace().hash(),
                simulation.steps(),
                failure[0],
                simulation.trace().notes());
    }

    /** What to say of a run that failed: how to have it again, and what happened in it. */
    static String describe(Outcome outcome) {
        return "seed "
                + outcome.seed()
                + " (-Dcontinuo.seed="
                + outcome.seed()
                + ", "
                + Circumstances.of(outcome.seed())
                + ")\n"
                + String.join("\n", outcome.notes());
    }
}
