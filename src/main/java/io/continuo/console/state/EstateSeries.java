package io.continuo.console.state;

import io.continuo.api.topology.ServerView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.ui.chart.TimeSeries;

import java.util.HashMap;
import java.util.Map;

/**
 * Sums over the whole estate, kept for as long as the console follows it: what is written, and how
 * full each process server's cache is. UI thread only.
 */
public final class EstateSeries {
    private static final long SAMPLE_MILLIS = 2_000;
    private static final int SAMPLES = (int) (62 * 60_000 / SAMPLE_MILLIS);

    private final TimeSeries churn = new TimeSeries(SAMPLES);
    private final Map<String, TimeSeries> cacheByServer = new HashMap<>();

    void sampleChurn(long epochMillis, long bytesPerSecond) {
        churn.add(epochMillis / SAMPLE_MILLIS * SAMPLE_MILLIS, bytesPerSecond);
    }

    void sampleCaches(long epochMillis, TopologyView topology) {
        for (ServerView server : topology.servers()) {
            if (server.cacheTotalBytes() > 0) {
                cacheByServer
                        .computeIfAbsent(server.id(), id -> new TimeSeries(SAMPLES))
                        .add(epochMillis / SAMPLE_MILLIS * SAMPLE_MILLIS, server.cacheUsedBytes());
            }
        }
    }

    /** Bytes a second that all machines write, of the last hour. */
    public TimeSeries churn() {
        return churn;
    }

    /** Bytes held in a server's cache, of the last hour; empty if it has none. */
    public TimeSeries cache(String serverId) {
        return cacheByServer.getOrDefault(serverId, new TimeSeries(1));
    }
}
