package io.continuo.api.machine;

/**
 * One stage of a write's way, with the time changes wait there now.
 *
 * @param kind the stage
 * @param seconds the oldest change's waiting time in it
 * @param waitingBytes bytes in it
 */
public record Hop(HopKind kind, double seconds, long waitingBytes) {}
