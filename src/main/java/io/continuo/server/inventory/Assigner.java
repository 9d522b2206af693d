package io.continuo.server.inventory;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.Order;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.DataKeys;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Policy;
import io.continuo.server.policy.PolicyBook;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts into words what each component is to do for a machine. */
public final class Assigner {
    private final Machines machines;
    private final Components components;
    private final PolicyBook policies;
    private final DataKeys keys;
    private final CertificateBook certificates;
    private final Throttles throttles;
    private final Predicate<String> held;

    /**
     * @param held whether a machine, by id, is to be kept off the disks its agent has
     */
    public Assigner(
            Machines machines,
            Components components,
            PolicyBook policies,
            DataKeys keys,
            CertificateBook certificates,
            Throttles throttles,
            Predicate<String> held) {
        this.machines = machines;
        this.components = components;
        this.policies = policies;
        this.keys = keys;
        this.certificates = certificates;
        this.throttles = throttles;
        this.held = held;
    }

    public Assignments of(String componentId) {
        return new Assignments(
                machines.all().stream()
                        .filter(machine -> machine.captureWanted())
                        .filter(machine -> machine.servers().agent().equals(componentId))
                        .map(this::capture)
                        .toList(),
                machines.all().stream()
                        .filter(machine -> machine.replicaWanted())
                        .filter(machine -> machine.servers().masterTarget().equals(componentId))
                        .map(this::replica)
                        .toList(),
                certificates.revokedSerials(),
                throttles.of(componentId));
    }

    public CaptureSpec capture(Machine machine) {
        return new CaptureSpec(
                machine.id(),
                machine.name(),
                machine.streamId(),
                captured(machine),
                processServer(machine),
                masterTarget(machine),
                policy(machine).crashPointSeconds(),
                Optional.of(policy(machine).resyncWindow()),
                machine.layout(),
                machine.seeded(),
                held.test(machine.id()));
    }

    /** Which way a machine's changes are to go now. */
    public Order.ChangeRoute route(Machine machine) {
        return new Order.ChangeRoute(machine.id(), processServer(machine), masterTarget(machine));
    }

    private String processServer(Machine machine) {
        return components.address(machine.servers().agent(), machine.servers().processServer());
    }

    private String masterTarget(Machine machine) {
        return components.address(
                machine.servers().processServer(), machine.servers().masterTarget());
    }

    public ReplicaSpec replica(Machine machine) {
        return new ReplicaSpec(
                machine.id(),
                machine.name(),
                machine.streamId(),
                disks(machine),
                keys.open(machine.streamId(), machine.wrappedKey()),
                policy(machine).retentionSeconds(),
                machine.layout());
    }

    private Policy policy(Machine machine) {
        return policies.byId(machine.policyId());
    }

    private static List<DiskSpec> captured(Machine machine) {
        return machine.disks().stream()
                .map(disk ->
                        new DiskSpec(disk.index(), disk.path(), disk.sizeBytes(), disk.capture()))
                .toList();
    }

    private static List<DiskSpec> disks(Machine machine) {
        return machine.disks().stream()
                .map(disk -> new DiskSpec(disk.index(), disk.path(), disk.sizeBytes()))
                .toList();
    }
}
