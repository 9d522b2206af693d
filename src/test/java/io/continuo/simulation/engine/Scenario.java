package io.continuo.simulation.engine;

/** A run's story; an instance for each run, made inside a {@link ProductLoader}. */
public interface Scenario {
    /**
     * Lives through it.
     *
     * @throws AssertionError the product broke a promise
     */
    void run(Simulation simulation, long seed, Circumstances circumstances);
}
