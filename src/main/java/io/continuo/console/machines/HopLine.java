package io.continuo.console.machines;

import io.continuo.api.machine.HopKind;

import java.time.Duration;

/**
 * A hop as its tile says it.
 *
 * @param kind the stage
 * @param name its name: the stage's, in the reader's language
 * @param time how long changes wait in it
 * @param caption where it is and what waits there
 */
record HopLine(HopKind kind, String name, Duration time, String caption) {}
