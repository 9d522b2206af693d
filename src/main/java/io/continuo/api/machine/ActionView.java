package io.continuo.api.machine;

/**
 * Whether an action is legal now.
 *
 * @param action which
 * @param allowed whether it may be started now
 * @param reason why not, one sentence; empty when allowed
 */
public record ActionView(Action action, boolean allowed, String reason) {}
