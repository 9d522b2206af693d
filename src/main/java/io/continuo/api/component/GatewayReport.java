package io.continuo.api.component;

import java.util.Optional;

/**
 * A process server's word on itself.
 *
 * @param cacheUsedBytes held for targets, on disk and in memory
 * @param cacheTotalBytes the bound
 * @param cache what that is doing; nothing from a component that does not say
 */
public record GatewayReport(
        long cacheUsedBytes,
        long cacheTotalBytes,
        long receivedBytesPerSecond,
        long sentBytesPerSecond,
        int streams,
        Optional<CacheView> cache) {
    public GatewayReport {
        cache = cache == null ? Optional.empty() : cache;
    }

    public GatewayReport(
            long cacheUsedBytes,
            long cacheTotalBytes,
            long receivedBytesPerSecond,
            long sentBytesPerSecond,
            int streams) {
        this(
                cacheUsedBytes,
                cacheTotalBytes,
                receivedBytesPerSecond,
                sentBytesPerSecond,
                streams,
                Optional.empty());
    }
}
