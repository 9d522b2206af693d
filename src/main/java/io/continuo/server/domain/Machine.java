package io.continuo.server.domain;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;

import java.time.Instant;
import java.util.List;

/**
 * A protected machine as stored.
 *
 * @param dataState the last one its agent reported
 * @param streamId its change stream: one per protection, never reused
 * @param wrappedKey its data key, wrapped (see {@code DataKeys})
 * @param replicaWanted whether its master target is to hold a replica
 * @param captureWanted whether its agent is to capture
 */
public record Machine(
        String id,
        String name,
        Scenario scenario,
        String policyId,
        Direction direction,
        DataState dataState,
        String dataCause,
        RoleState roleState,
        Phase phase,
        String streamId,
        Servers servers,
        String wrappedKey,
        boolean replicaWanted,
        boolean captureWanted,
        List<MachineDisk> disks,
        Instant protectedSince) {
    public Machine {
        disks = List.copyOf(disks);
    }

    /** Ids of the components a machine's changes pass. */
    public record Servers(String agent, String processServer, String masterTarget) {}

    /** What makes two names the same: they differ in more than case. */
    public static String key(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    public Machine withDataState(DataState state, String cause) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                state,
                cause,
                roleState,
                phase,
                streamId,
                servers,
                wrappedKey,
                replicaWanted,
                captureWanted,
                disks,
                protectedSince);
    }

    public Machine withRoleState(RoleState state) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                dataState,
                dataCause,
                state,
                phase,
                streamId,
                servers,
                wrappedKey,
                replicaWanted,
                captureWanted,
                disks,
                protectedSince);
    }

    public Machine withPhase(Phase value) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                dataState,
                dataCause,
                roleState,
                value,
                streamId,
                servers,
                wrappedKey,
                replicaWanted,
                captureWanted,
                disks,
                protectedSince);
    }

    public Machine withWanted(boolean replica, boolean capture) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                dataState,
                dataCause,
                roleState,
                phase,
                streamId,
                servers,
                wrappedKey,
                replica,
                capture,
                disks,
                protectedSince);
    }

    public Machine withServers(Servers value) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                dataState,
                dataCause,
                roleState,
                phase,
                streamId,
                value,
                wrappedKey,
                replicaWanted,
                captureWanted,
                disks,
                protectedSince);
    }

    public Machine withDisks(List<MachineDisk> value) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                direction,
                dataState,
                dataCause,
                roleState,
                phase,
                streamId,
                servers,
                wrappedKey,
                replicaWanted,
                captureWanted,
                value,
                protectedSince);
    }
}
