package io.continuo.replication.consistency;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Makes points several machines share (invariant 8): hold → drain → mark → release.
 *
 * <p>No member lets a write go on that came after its own mark before every member has its mark. So
 * if a write is in the point and was issued after another had been answered, then that one is in
 * the point too. A member that could not hold that long voids the round. The point is shown only
 * once every member's mark is durable, which a second record in each stream says.
 */
public final class GroupBarrier implements AutoCloseable {
    /** No guest is held longer (VERIFICATION.md, DOMAIN.md: a second); the round is void then. */
    public static final Duration HOLD_LIMIT = Duration.ofSeconds(1);

    private static final Duration DURABLE_LIMIT = Duration.ofSeconds(40);

    /** Longer than a pre- and a post-script may take. */
    private static final Duration SCRIPTS_LIMIT = Duration.ofMinutes(11);

    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Told how rounds go. */
    public interface Watch {
        /** All members of a round that succeeded were held so long. */
        default void held(Duration time) {}

        /** The applications of a member may still stand still. */
        default void notResumed(Problem problem) {}
    }

    private final Function<GroupSpec.Member, BarrierMember> ways;
    private final InstantSource clock;
    private final Watch watch;
    private final Duration durableLimit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param ways finds the way to a member
     */
    public GroupBarrier(
            Function<GroupSpec.Member, BarrierMember> ways, InstantSource clock, Watch watch) {
        this(ways, clock, watch, DURABLE_LIMIT);
    }

    GroupBarrier(
            Function<GroupSpec.Member, BarrierMember> ways,
            InstantSource clock,
            Watch watch,
            Duration durableLimit) {
        this.ways = ways;
        this.clock = clock;
        this.watch = watch;
        this.durableLimit = durableLimit;
    }

    /**
     * Makes one shared point; returns once it exists at every member's target.
     *
     * @return each member's point, by machine id
     * @throws ContinuoException a member could not take part; then no point is shown anywhere
     */
    public Map<String, PointView> point(GroupSpec group, PointKind kind, String label)
            throws InterruptedException {
        String round = UUID.randomUUID().toString();
        Map<GroupSpec.Member, BarrierMember> members = new LinkedHashMap<>();
        group.members().forEach(member -> members.put(member, ways.apply(member)));
        Instant time;
        if (kind == PointKind.APP) {
            try {
                all(
                        members,
                        member -> new BarrierCall.Quiesce(round, member.machineId()),
                        SCRIPTS_LIMIT,
                        (member, reply) -> {});
                time = heldAndMarked(group, members, round, kind, label);
            } finally {
                resume(members, round);
            }
        } else {
            time = heldAndMarked(group, members, round, kind, label);
        }
        long limit = durableLimit.toMillis();
        Map<String, PointView> points = new LinkedHashMap<>();
        all(
                members,
                member -> new BarrierCall.AwaitDurable(round, member.machineId(), limit),
                durableLimit.plus(GRACE),
                (member, reply) ->
                        points.put(
                                member.machineId(),
                                view(reply.position().orElseThrow(), time, kind, label)));
        all(
                members,
                member -> new BarrierCall.Confirm(round, member.machineId(), limit),
                durableLimit.plus(GRACE),
                (member, reply) -> {});
        return points;
    }

    /** A member that was not quiet has nothing to resume; one not reached resumes by itself. */
    private void resume(Map<GroupSpec.Member, BarrierMember> members, String round)
            throws InterruptedException {
        try {
            all(
                    members,
                    member -> new BarrierCall.Resume(round, member.machineId()),
                    SCRIPTS_LIMIT,
                    (member, reply) -> {});
        } catch (ContinuoException e) {
            watch.notResumed(e.problem());
        }
    }

    private Instant heldAndMarked(
            GroupSpec group,
            Map<GroupSpec.Member, BarrierMember> members,
            String round,
            PointKind kind,
            String label)
            throws InterruptedException {
        long begun = System.nanoTime();
        Instant time;
        try {
            all(
                    members,
                    member ->
                            new BarrierCall.Hold(
                                    round,
                                    member.machineId(),
                                    group.groupId(),
                                    group.version(),
                                    HOLD_LIMIT.toMillis()),
                    HOLD_LIMIT,
                    (member, reply) -> {});
            time = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
            MarkInfo info = MarkInfo.shared(kind, label, round, micros);
            all(
                    members,
                    member -> new BarrierCall.Mark(round, member.machineId(), info),
                    HOLD_LIMIT,
                    (member, reply) -> {});
        } catch (ContinuoException | InterruptedException e) {
            letGo(members, round);
            throw e;
        }
        all(
                members,
                member -> new BarrierCall.Release(round, member.machineId()),
                HOLD_LIMIT,
                (member, reply) -> {});
        watch.held(Duration.ofNanos(System.nanoTime() - begun));
        return time;
    }

    /** The round is void already: how letting go went makes no difference. */
    private void letGo(Map<GroupSpec.Member, BarrierMember> members, String round) {
        members.forEach((member, way) ->
                threads.submit(() ->
                        way.call(new BarrierCall.Release(round, member.machineId()), HOLD_LIMIT)));
    }

    private static PointView view(Position at, Instant time, PointKind kind, String label) {
        return new PointView(Long.toString(at.sequence()), time, kind, label, true);
    }

    private interface Heard {
        void reply(GroupSpec.Member member, BarrierReply reply);
    }

    /** Asks all members at once; the first refusal is thrown when all have answered. */
    private void all(
            Map<GroupSpec.Member, BarrierMember> members,
            Function<GroupSpec.Member, BarrierCall> call,
            Duration limit,
            Heard heard)
            throws InterruptedException {
        List<Map.Entry<GroupSpec.Member, Future<BarrierReply>>> asked = new ArrayList<>();
        members.forEach((member, way) ->
                asked.add(
                        Map.entry(
                                member,
                                threads.submit(() -> way.call(call.apply(member), limit)))));
        Optional<Problem> refused = Optional.empty();
        for (Map.Entry<GroupSpec.Member, Future<BarrierReply>> one : asked) {
            GroupSpec.Member member = one.getKey();
            BarrierReply reply = reply(member, one.getValue());
            refused = refused.or(() -> reply.problem());
            if (reply.problem().isEmpty()) {
                heard.reply(member, reply);
            }
        }
        if (refused.isPresent()) {
            throw refused.get().toException();
        }
    }

    private static BarrierReply reply(GroupSpec.Member member, Future<BarrierReply> asked)
            throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                return BarrierReply.refused(
                        BarrierProblems.unreachable(
                                member.machine(), String.valueOf(io.getMessage())));
            }
            if (e.getCause() instanceof ContinuoException refused) {
                return BarrierReply.refused(refused.problem());
            }
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
