package io.continuo.api.component;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sent by every component once a second.
 *
 * @param barrierAddress {@code host:port} where an agent answers the consistency groups of its
 *     machines; empty where it does not listen
 * @param volume where a master target keeps its replicas
 */
public record ComponentReport(
        Instant time,
        double cpuLoad,
        long memoryUsedBytes,
        long memoryTotalBytes,
        List<CaptureReport> captures,
        List<ReplicaReport> replicas,
        Optional<GatewayReport> gateway,
        List<OrderProgress> progress,
        List<RaisedEvent> events,
        String barrierAddress,
        Optional<VolumeReport> volume) {}
