package io.continuo.api.component;

import io.continuo.api.machine.AppScripts;

import java.util.Optional;

/**
 * What an agent is to know of a machine's app-consistent points.
 *
 * @param everySeconds one this often; 0 for only when asked
 */
public record AppPointSpec(String machineId, long everySeconds, Optional<AppScripts> scripts) {}
