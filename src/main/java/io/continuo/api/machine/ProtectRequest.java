package io.continuo.api.machine;

import java.util.List;
import java.util.Optional;

/**
 * Enable protection.
 *
 * @param name the machine's name: 1–63 letters, digits, dot, hyphen, underscore, starting with a
 *     letter or digit
 * @param disks absolute paths of raw files or block devices, as its agent sees them, in order
 * @param policy id or name of a replication policy; empty for the default one
 * @param capture how the disks' user reaches them; {@link CaptureKind#NBD} if left out
 * @param agent name of the component that captures; empty, or left out, for the one that sees the
 *     disks
 * @param seeds raw images at the master target, one for each disk in the same order: the replica
 *     begins as a copy of them, and only what differs is sent; empty, or left out, for none
 * @param hardware what it is started with at the other place; left out, its disks can be served
 *     there but nothing is started
 * @param scenario {@link Scenario#KVM_TO_SITE} if left out; others are refused for what they are
 */
public record ProtectRequest(
        String name,
        List<String> disks,
        String policy,
        CaptureKind capture,
        String agent,
        List<String> seeds,
        Optional<Hardware> hardware,
        Scenario scenario) {
    public ProtectRequest {
        seeds = seeds == null ? List.of() : List.copyOf(seeds);
        capture = capture == null ? CaptureKind.NBD : capture;
        agent = agent == null ? "" : agent;
        hardware = hardware == null ? Optional.empty() : hardware;
        scenario = scenario == null ? Scenario.KVM_TO_SITE : scenario;
    }

    /** In the scenario that can be had. */
    public ProtectRequest(
            String name,
            List<String> disks,
            String policy,
            CaptureKind capture,
            String agent,
            List<String> seeds,
            Optional<Hardware> hardware) {
        this(name, disks, policy, capture, agent, seeds, hardware, Scenario.KVM_TO_SITE);
    }

    /** Into an empty replica. */
    public ProtectRequest(
            String name, List<String> disks, String policy, CaptureKind capture, String agent) {
        this(name, disks, policy, capture, agent, List.of(), Optional.empty());
    }

    /** Captured over NBD, by the agent that sees the disks. */
    public ProtectRequest(String name, List<String> disks, String policy) {
        this(name, disks, policy, CaptureKind.NBD, "");
    }
}
