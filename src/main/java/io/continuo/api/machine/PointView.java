package io.continuo.api.machine;

import java.time.Instant;

/**
 * A recovery point of one machine.
 *
 * @param id unique within the machine and stable; usable wherever a point is asked for
 * @param time source time of the point
 * @param kind what it promises
 * @param label the text a person gave it, or empty
 * @param multiVm whether the machines of its consistency group share it
 */
public record PointView(String id, Instant time, PointKind kind, String label, boolean multiVm) {}
