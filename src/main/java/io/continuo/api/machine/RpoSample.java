package io.continuo.api.machine;

import java.time.Instant;

/** RPO of a machine at a moment, in seconds. */
public record RpoSample(Instant time, double rpoSeconds) {}
