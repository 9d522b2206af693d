package io.continuo.api.topology;

/**
 * Where a machine stands in the topology: the servers it passes; empty ids where there is none yet.
 */
public record MachineNode(
        String machineId,
        String siteId,
        String agentServerId,
        String processServerId,
        String masterTargetId) {}
