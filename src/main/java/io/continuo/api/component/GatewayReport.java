package io.continuo.api.component;

/**
 * A process server's word on itself.
 *
 * @param cacheUsedBytes held for targets
 * @param cacheTotalBytes the bound
 */
public record GatewayReport(
        long cacheUsedBytes,
        long cacheTotalBytes,
        long receivedBytesPerSecond,
        long sentBytesPerSecond,
        int streams) {}
