package io.continuo.platform.machines;

import io.continuo.api.component.MachineRunView;

import java.util.Optional;

/**
 * A look at a machine.
 *
 * @param screenshot its display as a PNG; empty where it runs no more
 * @param serialTail the end of what it wrote to its serial line
 */
public record MachineLook(MachineRunView run, Optional<byte[]> screenshot, String serialTail) {}
