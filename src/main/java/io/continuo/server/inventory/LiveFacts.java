package io.continuo.server.inventory;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.ReplicaReport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the components last said; in memory only, since it is old within seconds. */
public final class LiveFacts {
    /**
     * An agent's last word on a machine.
     *
     * @param durableTime as reported, put into this server's time
     */
    public record Capture(
            CaptureReport report, Optional<Instant> durableTime, Instant receivedAt) {}

    /** A master target's last word on a machine. */
    public record Replica(
            ReplicaReport report, Optional<Instant> durableTime, Instant receivedAt) {}

    /** A component's last word on itself. */
    public record Host(ComponentReport report, Instant receivedAt) {}

    private final Map<String, Capture> captures = new ConcurrentHashMap<>();
    private final Map<String, Replica> replicas = new ConcurrentHashMap<>();
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Map<String, ClockSkew> skews = new ConcurrentHashMap<>();

    void take(String componentId, ComponentReport report, Instant now) {
        ClockSkew skew = skews.computeIfAbsent(componentId, id -> new ClockSkew());
        skew.observe(report.time(), now);
        hosts.put(componentId, new Host(report, now));
    }

    void take(String componentId, CaptureReport report, Instant now) {
        captures.put(
                report.machineId(),
                new Capture(report, ours(componentId, report.durableTime()), now));
    }

    /** The source's time travels with the data, so it is the agent's clock that is corrected. */
    void take(String agentId, ReplicaReport report, Instant now) {
        replicas.put(
                report.machineId(), new Replica(report, ours(agentId, report.durableTime()), now));
    }

    public Optional<Capture> capture(String machineId) {
        return Optional.ofNullable(captures.get(machineId));
    }

    public Optional<Replica> replica(String machineId) {
        return Optional.ofNullable(replicas.get(machineId));
    }

    public Optional<Host> host(String componentId) {
        return Optional.ofNullable(hosts.get(componentId));
    }

    public void forget(String machineId) {
        captures.remove(machineId);
        replicas.remove(machineId);
    }

    private Optional<Instant> ours(String componentId, Optional<Instant> theirs) {
        ClockSkew skew = skews.get(componentId);
        return skew == null ? theirs : theirs.map(time -> time.plus(skew.behind()));
    }
}
