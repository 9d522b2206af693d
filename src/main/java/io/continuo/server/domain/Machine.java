package io.continuo.server.domain;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.RoleState;
import io.continuo.api.machine.Scenario;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A protected machine as stored.
 *
 * @param dataState the last one its agent reported
 * @param streamId its change stream: one per protection, never reused
 * @param wrappedKey its data key, wrapped (see {@code DataKeys})
 * @param replicaWanted whether its master target is to hold a replica
 * @param captureWanted whether its agent is to capture
 * @param layout counts how often its disks were changed, from 1
 * @param disksEver disks it ever had: the index of the next one
 * @param seeded whether its replica began as a copy of images
 * @param hardware what it is started with at the other place; empty where nobody said
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
        Instant protectedSince,
        int layout,
        int disksEver,
        boolean seeded,
        Optional<Hardware> hardware) {
    public Machine {
        disks = List.copyOf(disks);
    }

    /** With the disks it began with. */
    public Machine(
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
        this(
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
                disks,
                protectedSince,
                1,
                disks.size(),
                false,
                Optional.empty());
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
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
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
    }

    /** With other disks, each with an index that was never another's. */
    public Machine withLayout(int number, List<MachineDisk> changed) {
        int ever = changed.stream().mapToInt(disk -> disk.index() + 1).max().orElse(0);
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
                changed,
                protectedSince,
                number,
                Math.max(disksEver, ever),
                seeded,
                hardware);
    }

    /** With a replica that begins as a copy of images. */
    public Machine withSeeds() {
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
                disks,
                protectedSince,
                layout,
                disksEver,
                true,
                hardware);
    }

    /** With what it is started with. */
    public Machine withHardware(Optional<Hardware> value) {
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
                disks,
                protectedSince,
                layout,
                disksEver,
                seeded,
                value);
    }

    public Machine withDirection(Direction value) {
        return new Machine(
                id,
                name,
                scenario,
                policyId,
                value,
                dataState,
                dataCause,
                roleState,
                phase,
                streamId,
                servers,
                wrappedKey,
                replicaWanted,
                captureWanted,
                disks,
                protectedSince,
                layout,
                disksEver,
                seeded,
                hardware);
    }

    /**
     * Replicating another way from now on, in a stream of its own; nothing of it is wanted yet.
     *
     * @param when from when on its history is counted
     * @param stream never used before
     * @param key that stream's data key, wrapped
     */
    public Machine turned(Direction way, Servers passes, String stream, String key, Instant when) {
        return new Machine(
                id, name, scenario, policyId, way, dataState, dataCause, roleState, phase, stream,
                passes, key, false, false, disks, when, layout, disksEver, false, hardware);
    }
}
