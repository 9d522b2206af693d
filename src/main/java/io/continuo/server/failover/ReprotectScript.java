package io.continuo.server.failover;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.RoleState;
import io.continuo.server.auth.DataKeys;
import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;
import io.continuo.server.inventory.Assigner;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;
import io.continuo.server.protection.FirstCopy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reprotect: replicates a machine that was failed over back to where it came from. The replica
 * begins as a copy of the disks it left, so that only what differs travels (invariant 5).
 */
public final class ReprotectScript implements JobScript {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Set<ErrorCode> NO_SEED =
            Set.of(ErrorCode.SEED_MISSING, ErrorCode.SEED_UNREADABLE, ErrorCode.SEED_SIZE_WRONG);

    private final FailoverTools tools;
    private final CommitScript commit;
    private final MachinePower power;
    private final OtherSide others;
    private final Assigner assigner;
    private final DataKeys keys;
    private final LiveFacts facts;
    private final FirstCopy copy;

    public ReprotectScript(
            FailoverTools tools,
            CommitScript commit,
            MachinePower power,
            Assigner assigner,
            DataKeys keys,
            LiveFacts facts,
            FirstCopy copy) {
        this.tools = tools;
        this.commit = commit;
        this.power = power;
        this.others = new OtherSide(tools.components());
        this.assigner = assigner;
        this.keys = keys;
        this.facts = facts;
        this.copy = copy;
    }

    @Override
    public JobKind kind() {
        return JobKind.REPROTECT;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                new Step("CHECK", this::check),
                new Step("MAKE_WHOLE", commit::makeWhole),
                new Step("REMOVE_POINTS", commit::removePoints),
                new Step("TURN", this::turn),
                new Step("PREPARE_REPLICA", this::prepare),
                new Step("HAND_OVER", this::handOver),
                new Step("START_CAPTURE", this::startCapture),
                new Step("RESYNC", copy::await),
                new Step("FINALIZE", this::finish));
    }

    private void check(JobContext job) {
        servers(job);
    }

    private Machine.Servers servers(JobContext job) {
        return others.servers(
                tools.machine(job),
                tools.failover(job),
                job.request(ReprotectRequest.class).masterTarget());
    }

    /** From here on the machine's record is that of the other way. */
    private void turn(JobContext job) {
        Failover failover = tools.failover(job);
        Machine.Servers passes = servers(job);
        Direction way =
                failover.direction() == Direction.REVERSE ? Direction.FORWARD : Direction.REVERSE;
        String stream = UUID.randomUUID().toString();
        String key = keys.make(stream);
        Instant when = tools.clock().instant();
        tools.machines().change(job.machineId(), now -> now.turned(way, passes, stream, key, when));
        // What holds the side it left is not for the side it is protected from now.
        tools.failovers().change(job.machineId(), now -> now.withHeld(false, now.heldNow()));
    }

    private void prepare(JobContext job) {
        tools.machines().change(job.machineId(), now -> now.withWanted(true, false));
        Machine machine = tools.machine(job);
        Failover failover = tools.failover(job);
        boolean near = others.hasFormerDisks(failover, machine.servers().masterTarget());
        List<String> seeds = near ? failover.left().paths() : List.of();
        try {
            prepare(job, machine, seeds);
            if (!seeds.isEmpty()) {
                tools.machines().change(job.machineId(), Machine::withSeeds);
            }
        } catch (ContinuoException e) {
            if (!NO_SEED.contains(e.problem().code())) {
                throw e;
            }
            job.detail("Everything is sent: " + e.problem().cause());
            prepare(job, machine, List.of());
        }
    }

    private void prepare(JobContext job, Machine machine, List<String> seeds) {
        job.order(
                machine.servers().masterTarget(),
                seeds.isEmpty() ? "prepare-empty" : "prepare-replica",
                new Order.PrepareReplica(assigner.replica(machine), seeds),
                FailoverTools.COPY_LIMIT);
    }

    /** From here to the start of the capture the machine's disks answer late. */
    private void handOver(JobContext job) {
        Machine machine = tools.machine(job);
        Failover failover = tools.failover(job);
        Outcome outcome =
                job.order(
                        failover.host(),
                        "hand-over",
                        new Order.HandOverLive(
                                machine.id(),
                                machine.disks().stream().map(MachineDisk::index).toList(),
                                failover.paths()),
                        FailoverTools.COPY_LIMIT);
        if (!(outcome instanceof Outcome.HandedOver over)) {
            throw new IllegalStateException("the master target answered " + outcome);
        }
        tools.failovers().change(machine.id(), now -> now.at(over.paths()));
        tools.machines()
                .change(
                        machine.id(),
                        now ->
                                now.withDisks(
                                        IntStream.range(0, now.disks().size())
                                                .mapToObj(i ->
                                                        now.disks()
                                                                .get(i)
                                                                .withPath(over.paths().get(i)))
                                                .toList()));
    }

    /** There is no way back: the machine waits for its disks. So it is tried until it goes. */
    private void startCapture(JobContext job) {
        facts.forget(job.machineId());
        tools.machines().change(job.machineId(), now -> now.withWanted(true, true));
        for (int attempt = 1; ; attempt++) {
            Machine machine = tools.machine(job);
            try {
                Outcome outcome =
                        job.order(
                                machine.servers().agent(),
                                "start-capture-" + attempt,
                                new Order.StartCapture(assigner.capture(machine)),
                                FailoverTools.QUICK);
                if (outcome instanceof Outcome.CaptureStarted started) {
                    tools.machines()
                            .change(
                                    machine.id(),
                                    now ->
                                            now.withDisks(
                                                    FailoverTools.served(now, started.nbdUris())));
                    power.repoint(job, machine, started.nbdUris());
                    return;
                }
            } catch (ContinuoException e) {
                job.detail(e.problem().message() + " It is tried again.");
                job.pause(AGAIN);
            }
        }
    }

    private void finish(JobContext job) {
        copy.firstPoint(job);
        tools.failovers().change(job.machineId(), now -> now.ended(tools.clock().instant()));
        Machine machine =
                tools.machines()
                        .change(job.machineId(), now -> now.withRoleState(RoleState.PROTECTED))
                        .orElseThrow();
        tools.tell(
                machine,
                "REPROTECTED",
                machine.name() + " is protected again, the other way round.",
                Map.of("machine", machine.name(), "direction", machine.direction().name()));
    }

    /**
     * Before its disks were handed over nothing has changed for the machine, and reprotecting can
     * be asked for again. Afterwards it is protected the new way, and its data state says how that
     * goes.
     */
    @Override
    public void undo(JobContext job) {
        Machine machine = tools.machine(job);
        if (machine.captureWanted()) {
            tools.machines().change(machine.id(), now -> now.withRoleState(RoleState.PROTECTED));
            tools.failovers().change(machine.id(), now -> now.ended(tools.clock().instant()));
            return;
        }
        if (machine.replicaWanted() && machine.direction() != Direction.NONE) {
            Undoing.step(
                    job,
                    () ->
                            job.order(
                                    machine.servers().masterTarget(),
                                    "undo-replica",
                                    new Order.RemoveReplica(machine.id()),
                                    FailoverTools.OPEN_LIMIT));
        }
        Failover failover = tools.failover(job);
        tools.failovers().change(machine.id(), now -> now.withHeld(true, now.heldNow()));
        tools.machines()
                .change(
                        machine.id(),
                        now ->
                                now.turned(
                                                Direction.NONE,
                                                new Machine.Servers(
                                                        failover.left().agent(),
                                                        failover.left().processServer(),
                                                        failover.host()),
                                                now.streamId(),
                                                now.wrappedKey(),
                                                now.protectedSince())
                                        .withDataState(DataState.NONE, "")
                                        .withRoleState(RoleState.COMMITTED));
    }

    /** What cannot be is said before anything is done. */
    static Problem running(String machine) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "The failover of " + machine + " is still being committed.",
                "Its disks are being made whole.",
                "Wait for its job: continuo jobs.",
                machine);
    }
}
