package io.continuo.api.topology;

import io.continuo.api.component.CacheView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HealthReason;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One role of one component: a configuration server, process server, master target or agent.
 *
 * @param cpuLoad 0 to 1, of its host
 * @param cacheUsedBytes process server: changes held for the target; master target: its journal
 * @param cacheTotalBytes what that may grow to; 0 where there is no bound
 * @param machines how many it serves
 * @param disks how many disks those have
 * @param newestDurable master target: source time of the newest durable change
 * @param cache process server: what its cache is doing, and when it will be full
 */
public record ServerView(
        String id,
        String componentId,
        ServerRole role,
        String name,
        String siteId,
        String version,
        Health health,
        List<HealthReason> healthReasons,
        double cpuLoad,
        long memoryUsedBytes,
        long memoryTotalBytes,
        long cacheUsedBytes,
        long cacheTotalBytes,
        int machines,
        int disks,
        Optional<Instant> newestDurable,
        Instant observedAt,
        Optional<CacheView> cache) {
    public ServerView {
        cache = cache == null ? Optional.empty() : cache;
    }

    /** A server of another role, or one that says nothing of its cache. */
    public ServerView(
            String id,
            String componentId,
            ServerRole role,
            String name,
            String siteId,
            String version,
            Health health,
            List<HealthReason> healthReasons,
            double cpuLoad,
            long memoryUsedBytes,
            long memoryTotalBytes,
            long cacheUsedBytes,
            long cacheTotalBytes,
            int machines,
            int disks,
            Optional<Instant> newestDurable,
            Instant observedAt) {
        this(
                id,
                componentId,
                role,
                name,
                siteId,
                version,
                health,
                healthReasons,
                cpuLoad,
                memoryUsedBytes,
                memoryTotalBytes,
                cacheUsedBytes,
                cacheTotalBytes,
                machines,
                disks,
                newestDurable,
                observedAt,
                Optional.empty());
    }
}
