package io.continuo.replication.consistency;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.LineSecurity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the regular points of the groups this agent coordinates: those whose first member it
 * captures.
 */
public final class GroupKeeper implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupKeeper.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final BarrierDesk desk;
    private final LineSecurity security;
    private final GroupBarrier barrier;
    private final Clock clock;
    private final Consumer<RaisedEvent> events;
    private final Map<String, RemoteMember> remote = new ConcurrentHashMap<>();
    private final Map<String, Turn> turns = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** When a group is due. */
    private static final class Turn {
        private long dueNanos;
        private boolean running;
        private boolean missed;
        private long appDueNanos;
    }

    /**
     * @param security of lines to other agents
     */
    public GroupKeeper(
            BarrierDesk desk, LineSecurity security, Clock clock, Consumer<RaisedEvent> events) {
        this.security = security;
        this.desk = desk;
        this.clock = clock;
        this.events = events;
        this.barrier =
                new GroupBarrier(
                        this::way,
                        clock,
                        new GroupBarrier.Watch() {
                            @Override
                            public void notResumed(Problem problem) {
                                LOG.warn("{} {}", problem.message(), problem.cause());
                            }
                        });
        Thread.ofVirtual().name("groups").start(this::run);
    }

    private BarrierMember way(GroupSpec.Member member) {
        if (desk.has(member.machineId()) || member.barrierAddress().isEmpty()) {
            return desk;
        }
        return remote.computeIfAbsent(
                member.barrierAddress(), address -> new RemoteMember(address, security));
    }

    private void run() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                desk.groups().forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(GroupSpec group) {
        if (group.members().isEmpty() || !desk.has(group.members().getFirst().machineId())) {
            return;
        }
        Turn turn;
        synchronized (turns) {
            turn = turns.computeIfAbsent(group.groupId(), id -> new Turn());
            if (turn.running || System.nanoTime() - turn.dueNanos < 0 && turn.dueNanos != 0) {
                return;
            }
            turn.running = true;
        }
        Thread.ofVirtual().name("group-" + group.name()).start(() -> regular(group, turn));
    }

    private void regular(GroupSpec group, Turn turn) {
        Duration next = Duration.ofSeconds(Math.max(1, group.crashPointSeconds()));
        try {
            barrier.point(group, PointKind.CRASH, "");
            again(group, turn);
            app(group, turn);
        } catch (ContinuoException e) {
            missed(group, turn, e.problem());
            next = next.compareTo(RETRY) < 0 ? next : RETRY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (turns) {
                turn.running = false;
                turn.dueNanos = System.nanoTime() + next.toNanos();
            }
        }
    }

    /** An app-consistent point follows a crash-consistent one when it is due. */
    private void app(GroupSpec group, Turn turn) throws InterruptedException {
        long now = System.nanoTime();
        if (group.appPointSeconds() == 0 || turn.appDueNanos != 0 && now - turn.appDueNanos < 0) {
            return;
        }
        turn.appDueNanos = now + Duration.ofSeconds(group.appPointSeconds()).toNanos();
        mark(group.groupId(), PointKind.APP, "");
    }

    /** A group whose members are still on their way to delta has no point to miss. */
    private void missed(GroupSpec group, Turn turn, Problem problem) {
        boolean early =
                problem.code() == ErrorCode.NO_POINT_YET
                        || problem.code() == ErrorCode.ACTION_NOT_ALLOWED;
        if (turn.missed || early) {
            return;
        }
        turn.missed = true;
        raise(
                group,
                Severity.WARNING,
                "GROUP_POINT_MISSED",
                "The group " + group.name() + " could not make a shared point.",
                problem.message() + " " + problem.cause(),
                problem.correction());
    }

    private void again(GroupSpec group, Turn turn) {
        if (turn.missed) {
            turn.missed = false;
            raise(
                    group,
                    Severity.INFO,
                    "GROUP_POINTS_AGAIN",
                    "The group " + group.name() + " makes shared points again.",
                    "",
                    "");
        }
    }

    private void raise(
            GroupSpec group,
            Severity severity,
            String code,
            String message,
            String cause,
            String correction) {
        events.accept(
                new RaisedEvent(
                        clock.instant(),
                        severity,
                        code,
                        Optional.of(group.members().getFirst().machineId()),
                        message,
                        cause,
                        correction,
                        Map.of("group", group.name())));
    }

    /**
     * Makes a shared point now; returns once it exists at every member's target.
     *
     * @return each member's point, by machine id
     * @throws ContinuoException there is no such group here, or a member could not take part
     */
    public Map<String, PointView> mark(String groupId, PointKind kind, String label)
            throws InterruptedException {
        GroupSpec group =
                desk.groups().stream()
                        .filter(one -> one.groupId().equals(groupId))
                        .findFirst()
                        .orElseThrow(() -> BarrierProblems.otherMembers(groupId).toException());
        try {
            return barrier.point(group, kind, label);
        } catch (ContinuoException e) {
            if (kind != PointKind.APP || e.problem().code() != ErrorCode.SCRIPT_FAILED) {
                throw e;
            }
            raise(
                    group,
                    Severity.WARNING,
                    "GROUP_APP_POINT_MISSED",
                    "The shared point of " + group.name() + " is only crash-consistent.",
                    e.problem().message() + " " + e.problem().cause(),
                    e.problem().correction());
            return barrier.point(group, PointKind.CRASH, label);
        }
    }

    /** Forgets lines to agents that have moved. */
    public void groups(List<GroupSpec> now) {
        desk.groups(now);
        List<String> addresses =
                now.stream()
                        .flatMap(group -> group.members().stream())
                        .map(GroupSpec.Member::barrierAddress)
                        .toList();
        remote.entrySet()
                .removeIf(entry -> {
                    boolean gone = !addresses.contains(entry.getKey());
                    if (gone) {
                        close(entry.getValue());
                    }
                    return gone;
                });
    }

    private static void close(RemoteMember member) {
        try {
            member.close();
        } catch (IOException e) {
            // It is given up: how that went makes no difference.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        barrier.close();
        remote.values().forEach(GroupKeeper::close);
    }
}
