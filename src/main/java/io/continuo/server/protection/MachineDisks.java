package io.continuo.server.protection;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.Action;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskRequest;
import io.continuo.api.machine.DiskView;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;
import io.continuo.server.inventory.Components;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.jobs.Jobs;
import io.continuo.server.policy.PolicyBook;
import io.continuo.server.recovery.ActionRules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Disks of protected machines that come, go and grow. */
public final class MachineDisks {
    private static final int SECTOR = 512;
    private static final Duration TRY_AGAIN = Duration.ofMinutes(10);

    private final Machines machines;
    private final Components components;
    private final Jobs jobs;
    private final ActionRules rules;
    private final Clock clock;
    private final ProtectChecks checks;
    private final Map<String, Tried> tried = new ConcurrentHashMap<>();

    /** A size that was to be followed. */
    private record Tried(long bytes, Instant at) {}

    public MachineDisks(
            Machines machines,
            Components components,
            PolicyBook policies,
            OrderDesk orders,
            Jobs jobs,
            ActionRules rules,
            Clock clock) {
        this.machines = machines;
        this.components = components;
        this.jobs = jobs;
        this.rules = rules;
        this.clock = clock;
        this.checks = new ProtectChecks(machines, components, policies, orders);
    }

    /** Adds a disk; the job ends when recovery points hold it. */
    public JobView add(String idOrName, DiskRequest request) {
        Machine machine = changeable(idOrName);
        List<String> paths =
                Stream.concat(
                                machine.disks().stream().map(MachineDisk::path),
                                Stream.of(request.path()))
                        .toList();
        refuse(checks.capture(CaptureKind.NBD, List.of(request.path())));
        if (!paths.subList(0, paths.size() - 1).contains(request.path())) {
            refuse(checks.disks(paths));
        }
        ProtectChecks.Looked looked =
                checks.look(List.of(request.path()), components.name(machine.servers().agent()));
        refuse(looked.problem());
        return start(
                machine,
                new DiskChange(
                        DiskChange.Kind.ADD,
                        machine.layout() + 1,
                        machine.disksEver(),
                        looked.facts().getFirst().path(),
                        looked.facts().getFirst().sizeBytes(),
                        machine.disks().getFirst().capture()));
    }

    /**
     * Takes a disk away: its capture ends and points made from then on do not hold it; older ones
     * do until they age out. The disk itself is left as it is.
     */
    public JobView remove(String idOrName, int index) {
        Machine machine = changeable(idOrName);
        MachineDisk disk =
                machine.disks().stream()
                        .filter(one -> one.index() == index)
                        .findFirst()
                        .orElseThrow(() -> unknown(machine, index).toException());
        if (machine.disks().size() == 1) {
            throw Problem.of(
                            ErrorCode.DISK_LAST,
                            disk.path() + " cannot be taken away from " + machine.name() + ".",
                            "It is the machine's only disk.",
                            "Unprotect the machine instead, or add another disk first.",
                            machine.name(),
                            disk.path())
                    .toException();
        }
        return start(
                machine,
                new DiskChange(
                        DiskChange.Kind.REMOVE,
                        machine.layout() + 1,
                        index,
                        disk.path(),
                        0,
                        disk.capture()));
    }

    private JobView start(Machine machine, DiskChange change) {
        return jobs.start(JobKind.CHANGE_DISKS, machine, change);
    }

    private Machine changeable(String idOrName) {
        Machine machine = machines.get(idOrName);
        refuse(rules.problem(Action.MARK_POINT, machine));
        if (fixed(machine)) {
            throw Problem.of(
                            ErrorCode.DISKS_FIXED,
                            "The disks of " + machine.name() + " cannot be changed.",
                            "They are captured from a running QEMU, which numbers its records by"
                                    + " the disks it began with.",
                            "Export the points you need, unprotect the machine and protect it"
                                    + " again with all its disks.",
                            machine.name())
                    .toException();
        }
        if (changing(machine)) {
            throw Problem.of(
                            ErrorCode.CHANGE_NOT_NOW,
                            "The disks of " + machine.name() + " cannot be changed at this moment.",
                            "Another change of its disks is under way.",
                            "Wait for the end of that job: continuo jobs.",
                            machine.name())
                    .toException();
        }
        return machine;
    }

    private static boolean fixed(Machine machine) {
        return machine.disks().stream().anyMatch(disk -> disk.capture() == CaptureKind.QEMU);
    }

    private boolean changing(Machine machine) {
        return jobs.running(machine.id()).stream()
                .anyMatch(job ->
                        job.kind() == JobKind.CHANGE_DISKS
                                || job.kind() == JobKind.DISABLE_PROTECTION);
    }

    private static Problem unknown(Machine machine, int index) {
        return Problem.of(
                ErrorCode.DISK_UNKNOWN,
                machine.name() + " has no disk " + index + ".",
                "Its disks are "
                        + machine.disks().stream()
                                .map(disk -> disk.index() + " (" + disk.path() + ")")
                                .toList()
                        + ".",
                "Choose one of these.",
                machine.name());
    }

    /** What a component says may tell of a disk that has grown: it is followed. */
    public void heard(String componentId, ComponentReport report) {
        for (CaptureReport capture : report.captures()) {
            machines.byId(capture.machineId())
                    .filter(machine -> machine.servers().agent().equals(componentId))
                    .filter(machine -> machine.phase() == Phase.PROTECTED && !fixed(machine))
                    .ifPresent(machine -> follow(machine, capture));
        }
    }

    private void follow(Machine machine, CaptureReport capture) {
        if (capture.dataState() != DataState.DELTA) {
            return;
        }
        for (DiskView disk : capture.disks()) {
            Optional<MachineDisk> known =
                    machine.disks().stream()
                            .filter(one -> one.index() == disk.index())
                            .filter(one -> one.sizeBytes() == disk.sizeBytes())
                            .filter(one -> one.sizeBytes() < disk.fileBytes())
                            .findFirst();
            if (known.isPresent()
                    && disk.fileBytes() % SECTOR == 0
                    && due(machine, disk)
                    && !changing(machine)) {
                tried.put(key(machine, disk), new Tried(disk.fileBytes(), clock.instant()));
                start(
                        machine,
                        new DiskChange(
                                DiskChange.Kind.GROW,
                                machine.layout() + 1,
                                disk.index(),
                                known.get().path(),
                                disk.fileBytes(),
                                known.get().capture()));
                return;
            }
        }
    }

    private boolean due(Machine machine, DiskView disk) {
        Tried last = tried.get(key(machine, disk));
        return last == null
                || last.bytes() != disk.fileBytes()
                || clock.instant().isAfter(last.at().plus(TRY_AGAIN));
    }

    private static String key(Machine machine, DiskView disk) {
        return machine.id() + " " + disk.index();
    }

    private static void refuse(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
    }
}
