package io.continuo.api.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A protected machine as the configuration server knows it now.
 *
 * @param rpoSeconds now minus the source time of the newest durable moment, corrected for clock
 *     skew; empty until there is one
 * @param rpoLimitSeconds its policy's limit
 * @param dataCause why {@code dataState} is what it is; empty when there is nothing to say
 * @param progress of initial replication or resync, while one runs
 * @param retentionSeconds the history its policy promises
 * @param observedAt when its agent and target last reported; older than a few seconds means the
 *     numbers are old
 * @param changeLog what its agent keeps of changes the target lacks; empty before it reports
 * @param resync what a resync that is due would cost, and what the last one did; empty before its
 *     agent reports
 * @param hardware what it is started with at the other place; empty where nobody said
 * @param failover the one that is under way, or waits to be committed or reprotected
 */
public record MachineView(
        String id,
        String name,
        Scenario scenario,
        String policy,
        Direction direction,
        DataState dataState,
        String dataCause,
        RoleState roleState,
        Health health,
        List<HealthReason> healthReasons,
        Optional<Double> rpoSeconds,
        double rpoLimitSeconds,
        long retentionSeconds,
        long churnBytesPerSecond,
        long waitingBytes,
        Optional<Progress> progress,
        List<Hop> hops,
        List<DiskView> disks,
        int pointCount,
        Optional<PointView> oldestPoint,
        Optional<PointView> newestPoint,
        Optional<TestFailoverView> testFailover,
        Optional<DrillView> lastDrill,
        List<ActionView> actions,
        Instant protectedSince,
        Instant observedAt,
        Optional<ChangeLogView> changeLog,
        Optional<ResyncView> resync,
        Optional<Hardware> hardware,
        Optional<FailoverView> failover) {
    public MachineView {
        hardware = hardware == null ? Optional.empty() : hardware;
        failover = failover == null ? Optional.empty() : failover;
    }

    /** Without what only an agent knows. */
    public MachineView(
            String id,
            String name,
            Scenario scenario,
            String policy,
            Direction direction,
            DataState dataState,
            String dataCause,
            RoleState roleState,
            Health health,
            List<HealthReason> healthReasons,
            Optional<Double> rpoSeconds,
            double rpoLimitSeconds,
            long retentionSeconds,
            long churnBytesPerSecond,
            long waitingBytes,
            Optional<Progress> progress,
            List<Hop> hops,
            List<DiskView> disks,
            int pointCount,
            Optional<PointView> oldestPoint,
            Optional<PointView> newestPoint,
            Optional<TestFailoverView> testFailover,
            Optional<DrillView> lastDrill,
            List<ActionView> actions,
            Instant protectedSince,
            Instant observedAt) {
        this(
                id,
                name,
                scenario,
                policy,
                direction,
                dataState,
                dataCause,
                roleState,
                health,
                healthReasons,
                rpoSeconds,
                rpoLimitSeconds,
                retentionSeconds,
                churnBytesPerSecond,
                waitingBytes,
                progress,
                hops,
                disks,
                pointCount,
                oldestPoint,
                newestPoint,
                testFailover,
                lastDrill,
                actions,
                protectedSince,
                observedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
