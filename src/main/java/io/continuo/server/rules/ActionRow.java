package io.continuo.server.rules;

import io.continuo.api.machine.Action;

/**
 * An action in words.
 *
 * @param name as in "a test failover"
 * @param sentence what to do, where it is the nearest legal operation; may hold {@code {machine}}
 */
public record ActionRow(Action action, String name, String sentence) {}
