package io.continuo.app;

import io.continuo.api.component.ComponentRole;

/**
 * What a role prints when it is ready.
 *
 * @param dataAddress where others send changes to; empty for an agent
 * @param connected whether the configuration server knows that it is up; where it does not, the
 *     role works by what it was told before, and goes on trying
 */
public record RoleReady(
        String component,
        String componentId,
        ComponentRole role,
        String dataAddress,
        boolean connected) {}
