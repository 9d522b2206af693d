package io.continuo.replication.consistency;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.stream.Position;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * A member's side of the barrier: holds, marks and releases the machines captured here when a
 * coordinator asks. What a coordinator that vanished left held opens by itself.
 */
public final class BarrierDesk implements BarrierMember {
    /** Rounds a machine remembers: a coordinator asks for one after the other. */
    private static final int REMEMBERED = 4;

    /** Applications of a group stand still no longer than this. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(BarrierDesk.class);

    private record Round(
            String round, Holdable.Hold hold, Optional<CompletableFuture<Position>> mark) {}

    private final Function<String, Optional<? extends Holdable>> machines;
    private final Function<Holdable, Quiescer> quiescers;
    private final Map<String, Map<String, Round>> rounds = new ConcurrentHashMap<>();
    private final Map<String, Quiescer.Quiet> quiet = new ConcurrentHashMap<>();
    private volatile List<GroupSpec> groups = List.of();

    /**
     * @param machines finds a machine captured here
     * @param quiescers finds what makes a machine's applications quiet
     */
    public BarrierDesk(
            Function<String, Optional<? extends Holdable>> machines,
            Function<Holdable, Quiescer> quiescers) {
        this.machines = machines;
        this.quiescers = quiescers;
    }

    /** The groups its machines are in now. */
    public void groups(List<GroupSpec> now) {
        groups = List.copyOf(now);
    }

    public List<GroupSpec> groups() {
        return groups;
    }

    /** Whether a machine is captured here. */
    public boolean has(String machineId) {
        return machines.apply(machineId).isPresent();
    }

    @Override
    public BarrierReply call(BarrierCall call, Duration limit) throws InterruptedException {
        try {
            return switch (call) {
                case BarrierCall.Quiesce quiesce -> quiesce(quiesce);
                case BarrierCall.Resume resume -> resume(resume);
                case BarrierCall.Hold hold -> hold(hold);
                case BarrierCall.Mark mark -> mark(mark);
                case BarrierCall.Release release -> release(release);
                case BarrierCall.AwaitDurable await ->
                        BarrierReply.at(
                                await(marked(await), await.machineId(), await.limitMillis()));
                case BarrierCall.Confirm confirm -> {
                    await(
                            machine(confirm).confirm(confirm.round()),
                            confirm.machineId(),
                            confirm.limitMillis());
                    yield BarrierReply.DONE;
                }
            };
        } catch (ContinuoException e) {
            return BarrierReply.refused(e.problem());
        }
    }

    private BarrierReply quiesce(BarrierCall.Quiesce call) throws InterruptedException {
        Holdable machine = machine(call);
        Quiescer.Quiet standing = quiescers.apply(machine).quiesce();
        quiet.put(key(call), standing);
        Thread.ofVirtual().name("resume-" + machine.machine()).start(() -> resumeLate(call));
        return BarrierReply.DONE;
    }

    /** No application stands still for a coordinator that vanished. */
    private void resumeLate(BarrierCall call) {
        try {
            Thread.sleep(QUIET_LIMIT);
            resume(new BarrierCall.Resume(call.round(), call.machineId()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ContinuoException e) {
            LOG.warn("A post-script failed: {} {}", e.getMessage(), e.problem().cause());
        }
    }

    private BarrierReply resume(BarrierCall.Resume call) throws InterruptedException {
        Quiescer.Quiet waiting = quiet.remove(key(call));
        if (waiting != null) {
            waiting.resume();
        }
        return BarrierReply.DONE;
    }

    private static String key(BarrierCall call) {
        return call.machineId() + " " + call.round();
    }

    private BarrierReply hold(BarrierCall.Hold call) throws InterruptedException {
        groups.stream()
                .filter(group -> group.groupId().equals(call.groupId()))
                .filter(group -> group.version() == call.groupVersion())
                .filter(group ->
                        group.members().stream()
                                .anyMatch(member -> member.machineId().equals(call.machineId())))
                .findFirst()
                .orElseThrow(() -> BarrierProblems.otherMembers(call.machineId()).toException());
        Holdable.Hold hold = machine(call).hold(Duration.ofMillis(call.limitMillis()));
        of(call.machineId()).put(call.round(), new Round(call.round(), hold, Optional.empty()));
        return BarrierReply.DONE;
    }

    private BarrierReply mark(BarrierCall.Mark call) {
        Round round = round(call);
        if (call.info().kind() == PointKind.APP && !quiet.containsKey(key(call))) {
            throw BarrierProblems.notQuiet(call.machineId()).toException();
        }
        CompletableFuture<Position> mark = round.hold().mark(call.info());
        of(call.machineId())
                .put(call.round(), new Round(call.round(), round.hold(), Optional.of(mark)));
        return BarrierReply.DONE;
    }

    private BarrierReply release(BarrierCall.Release call) {
        return round(call).hold().release()
                ? BarrierReply.DONE
                : BarrierReply.refused(BarrierProblems.heldTooLong(call.machineId()));
    }

    private CompletableFuture<Position> marked(BarrierCall call) {
        return round(call)
                .mark()
                .orElseThrow(() -> BarrierProblems.roundUnknown(call.machineId()).toException());
    }

    private static Position await(
            CompletableFuture<Position> mark, String machineId, long limitMillis)
            throws InterruptedException {
        try {
            return mark.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ContinuoException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw Problem.of(
                            ErrorCode.TIMED_OUT,
                            "The mark of " + machineId + " is not durable yet.",
                            "Its target did not confirm it within " + limitMillis / 1000 + " s.",
                            "Look at the machine's hops for where its changes wait.",
                            machineId)
                    .toException(e);
        }
    }

    private Round round(BarrierCall call) {
        Round round = of(call.machineId()).get(call.round());
        if (round == null) {
            throw BarrierProblems.roundUnknown(call.machineId()).toException();
        }
        return round;
    }

    private Map<String, Round> of(String machineId) {
        return rounds.computeIfAbsent(machineId, id -> RoundMemory.ofAtMost(REMEMBERED));
    }

    private Holdable machine(BarrierCall call) {
        return machines.apply(call.machineId())
                .orElseThrow(() -> BarrierProblems.notHere(call.machineId()).toException());
    }
}
