package io.continuo.server.protection;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.DiskFacts;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.Assigner;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds a disk to a protected machine, takes one away, or follows one that grew. The target has room
 * before the agent sends anything of it; points hold the new disks once they are replicated.
 */
public final class ChangeDisks implements JobScript {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Nothing is wrong with the change; it has to wait. */
    private static final Set<ErrorCode> LATER =
            Set.of(
                    ErrorCode.CHANGE_NOT_NOW,
                    ErrorCode.COMPONENT_SILENT,
                    ErrorCode.TIMED_OUT,
                    ErrorCode.LINK_LOST);

    private final Machines machines;
    private final Assigner assigner;
    private final LiveFacts facts;
    private final EventLog events;

    public ChangeDisks(Machines machines, Assigner assigner, LiveFacts facts, EventLog events) {
        this.machines = machines;
        this.assigner = assigner;
        this.facts = facts;
        this.events = events;
    }

    @Override
    public JobKind kind() {
        return JobKind.CHANGE_DISKS;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("CHECK", this::check),
                new Step("PREPARE_REPLICA", this::prepareReplica),
                new Step("CHANGE_CAPTURE", this::changeCapture),
                new Step("REPLICATE_DISKS", this::replicate));
    }

    @Override
    public String leaves() {
        return "Before the capture is changed nothing is left behind; after that replication goes on"
                + " by itself, and points hold the changed disks as soon as they are replicated.";
    }

    private void check(JobContext job) {
        DiskChange change = change(job);
        if (change.kind() == DiskChange.Kind.ADD && !change.made(machine(job))) {
            Outcome outcome =
                    job.order(
                            machine(job).servers().agent(),
                            "check",
                            new Order.CheckDisks(List.of(change.path())),
                            QUICK);
            if (outcome instanceof Outcome.DisksChecked checked) {
                checked.disks().stream()
                        .map(DiskFacts::problem)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(ChangeDisks::fail);
            }
        }
    }

    private void prepareReplica(JobContext job) {
        Machine planned = change(job).on(machine(job));
        patiently(
                job,
                "prepare-replica",
                planned.servers().masterTarget(),
                new Order.PrepareReplica(assigner.replica(planned)));
    }

    /** What is wanted is written down first: an agent that enrols again is told the same. */
    private void changeCapture(JobContext job) {
        Machine before = machine(job);
        DiskChange change = change(job);
        machines.change(job.machineId(), change::on);
        Machine machine = machine(job);
        try {
            Outcome outcome =
                    patiently(
                            job,
                            "change-capture",
                            machine.servers().agent(),
                            new Order.StartCapture(assigner.capture(machine)));
            if (outcome instanceof Outcome.CaptureStarted started) {
                machines.change(machine.id(), now -> now.withDisks(served(now, started.nbdUris())));
            }
        } catch (ContinuoException e) {
            if (!change.made(before) && e.problem().code() != ErrorCode.CANCELLED) {
                // The agent goes on with the disks it had, and nothing of the others was sent.
                machines.change(
                        job.machineId(), now -> now.withLayout(before.layout(), before.disks()));
            }
            throw e;
        }
    }

    private Outcome patiently(JobContext job, String what, String componentId, Order order) {
        for (int attempt = 1; ; attempt++) {
            try {
                return job.order(componentId, what + "-" + attempt, order, QUICK);
            } catch (ContinuoException e) {
                if (!LATER.contains(e.problem().code())) {
                    throw e;
                }
                job.detail(e.problem().message() + " " + e.problem().cause());
                job.pause(RETRY);
            }
        }
    }

    private void replicate(JobContext job) {
        DiskChange change = change(job);
        job.await(() ->
                facts.capture(machine(job).id())
                        .map(LiveFacts.Capture::report)
                        .map(report -> held(job, report, change))
                        .orElse(false));
        Machine machine = machine(job);
        events.raise(told(machine, change), Optional.of(machine));
    }

    private static boolean held(JobContext job, CaptureReport report, DiskChange change) {
        report.progress().ifPresent(job::progress);
        job.detail(report.cause());
        return report.layout() >= change.layout();
    }

    private static EventText told(Machine machine, DiskChange change) {
        Map<String, String> args =
                Map.of(
                        "machine", machine.name(),
                        "disk", change.path(),
                        "newBytes", Long.toString(change.bytes()));
        return switch (change.kind()) {
            case ADD ->
                    EventText.info(
                            "DISK_ADDED",
                            "Recovery points of "
                                    + machine.name()
                                    + " hold "
                                    + change.path()
                                    + " from now on.",
                            args);
            case REMOVE ->
                    EventText.info(
                            "DISK_REMOVED",
                            "Recovery points of "
                                    + machine.name()
                                    + " hold "
                                    + change.path()
                                    + " no longer; older ones keep it.",
                            args);
            case GROW ->
                    EventText.info(
                            "DISK_GROWN",
                            "Recovery points of "
                                    + machine.name()
                                    + " hold all "
                                    + change.bytes()
                                    + " bytes of "
                                    + change.path()
                                    + " from now on.",
                            args);
        };
    }

    @Override
    public void undo(JobContext job) {
        // What a step did it puts back itself; what goes on by itself is to go on.
    }

    private static DiskChange change(JobContext job) {
        return job.request(DiskChange.class);
    }

    private Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }

    private static void fail(Problem problem) {
        throw problem.toException();
    }

    private static List<MachineDisk> served(Machine machine, List<String> uris) {
        List<MachineDisk> disks = new ArrayList<>();
        for (int i = 0; i < machine.disks().size(); i++) {
            disks.add(machine.disks().get(i).withNbdUri(uris.get(i)));
        }
        return disks;
    }
}
