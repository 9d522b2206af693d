package io.continuo.server.protection;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Phase;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Assigner;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Enable protection (DOMAIN.md: three attributes, Life). */
public final class EnableProtection implements JobScript {
    private static final Duration QUICK = Duration.ofSeconds(30);

    /** Copying images may take long where the file system cannot share their blocks. */
    private static final Duration SEEDING = Duration.ofHours(24);

    private final Machines machines;
    private final Assigner assigner;
    private final FirstCopy copy;
    private final Removal removal;
    private final EventLog events;

    public EnableProtection(
            Machines machines,
            Assigner assigner,
            FirstCopy copy,
            Removal removal,
            EventLog events) {
        this.machines = machines;
        this.assigner = assigner;
        this.copy = copy;
        this.removal = removal;
        this.events = events;
    }

    @Override
    public JobKind kind() {
        return JobKind.ENABLE_PROTECTION;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("CHECK", this::check),
                new Step("PREPARE_REPLICA", this::prepareReplica),
                new Step("START_CAPTURE", this::startCapture),
                new Step("INITIAL_REPLICATION", this::initialReplication),
                new Step("FINALIZE", this::finish));
    }

    @Override
    public String leaves() {
        return "Nothing is left behind: capture stops, the replica is removed, and the disks stay"
                + " as they are.";
    }

    private void check(JobContext job) {
        Machine machine = machine(job);
        List<String> paths = machine.disks().stream().map(MachineDisk::path).toList();
        Outcome outcome =
                job.order(machine.servers().agent(), "check", new Order.CheckDisks(paths), QUICK);
        if (outcome instanceof Outcome.DisksChecked checked) {
            checked.disks().stream()
                    .map(DiskFacts::problem)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(EnableProtection::fail);
            machines.change(machine.id(), now -> now.withDisks(sized(now, checked.disks())));
        }
    }

    /** What is wanted is written down first: a component that enrols again is told the same. */
    private void prepareReplica(JobContext job) {
        List<String> seeds = job.request(ProtectRequest.class).seeds();
        machines.change(job.machineId(), now -> now.withWanted(true, false));
        Machine machine = machine(job);
        job.order(
                machine.servers().masterTarget(),
                "prepare-replica",
                new Order.PrepareReplica(assigner.replica(machine), seeds),
                seeds.isEmpty() ? QUICK : SEEDING);
    }

    private void startCapture(JobContext job) {
        machines.change(job.machineId(), now -> now.withWanted(true, true));
        Machine machine = machine(job);
        Outcome outcome =
                job.order(
                        machine.servers().agent(),
                        "start-capture",
                        new Order.StartCapture(assigner.capture(machine)),
                        QUICK);
        if (outcome instanceof Outcome.CaptureStarted started) {
            machines.change(machine.id(), now -> now.withDisks(served(now, started.nbdUris())));
        }
    }

    private void initialReplication(JobContext job) {
        copy.await(job);
    }

    /** The first recovery point; a scheduled one that comes earlier does as well. */
    private void finish(JobContext job) {
        copy.firstPoint(job);
        machines.change(job.machineId(), now -> now.withPhase(Phase.PROTECTED));
        Machine machine = machine(job);
        events.raise(
                EventText.info(
                        "PROTECTION_ENABLED",
                        "The machine " + machine.name() + " is protected.",
                        Map.of("machine", machine.name())),
                Optional.of(machine));
    }

    @Override
    public void undo(JobContext job) {
        removal.stopCapture(job);
        removal.removeReplica(job);
        removal.forget(job);
    }

    private Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }

    private static void fail(Problem problem) {
        throw problem.toException();
    }

    private static List<MachineDisk> sized(Machine machine, List<DiskFacts> facts) {
        return IntStream.range(0, machine.disks().size())
                .mapToObj(i -> machine.disks().get(i).withSize(facts.get(i).sizeBytes()))
                .toList();
    }

    private static List<MachineDisk> served(Machine machine, List<String> uris) {
        return IntStream.range(0, machine.disks().size())
                .mapToObj(i -> machine.disks().get(i).withNbdUri(uris.get(i)))
                .toList();
    }
}
