package io.continuo.replication.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.component.GroupSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Invariant 8: a multi-VM point contains no write that depends on one it lacks. */
class GroupsAgreeTest {
    private static final int CHAINS = 3;
    private static final int DISKS = 2;

    private final long seed = Long.getLong("seed", System.nanoTime());

    @TempDir Path directory;

    private static GroupBarrier barrier(GroupRig rig) {
        return barrier(rig::way);
    }

    private static GroupBarrier barrier(Function<GroupSpec.Member, BarrierMember> ways) {
        return new GroupBarrier(
                ways, Clock.systemUTC(), new GroupBarrier.Watch() {}, Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_shared_point_ever_breaks_a_token_chain(boolean tcp) throws Exception {
        int points = Integer.getInteger("points", 30);
        try (GroupRig rig = new GroupRig(directory, 4, DISKS, tcp, UnaryOperator.identity())) {
            assertThat(firstBroken(rig, points)).as("broken point, seed " + seed).isEqualTo(-1);
            for (int i = 0; i < 4; i++) {
                assertThat(rig.shared(i)).hasSize(points);
            }
        }
    }

    @Test
    void with_the_hold_removed_a_chain_breaks_within_a_hundred_points() throws Exception {
        try (GroupRig rig = new GroupRig(directory, 4, DISKS, false, Unheld::new)) {
            assertThat(firstBroken(rig, 100)).as("broken point, seed " + seed).isBetween(0, 99);
        }
    }

    /** Makes shared points while tokens wander; which of them breaks a chain first, or -1. */
    private int firstBroken(GroupRig rig, int points) throws Exception {
        GroupSpec group = rig.all();
        int machines = rig.machines.size();
        List<TokenChain> chains = new ArrayList<>();
        try (GroupBarrier barrier = barrier(rig)) {
            for (int i = 0; i < CHAINS; i++) {
                chains.add(new TokenChain(rig, i, machines, DISKS, seed + i));
            }
            for (int i = 0; i < points; i++) {
                long before = chains.getFirst().last();
                GroupRig.await("tokens move", () -> chains.getFirst().last() > before + 20);
                Map<String, PointView> made = barrier.point(group, PointKind.CRASH, "");
                for (TokenChain chain : chains) {
                    if (!chain.whole(tokens(rig, made, chains.indexOf(chain)))) {
                        return i;
                    }
                }
            }
            return -1;
        } finally {
            for (TokenChain chain : chains) {
                chain.stop();
            }
        }
    }

    private static long[][] tokens(GroupRig rig, Map<String, PointView> made, int block)
            throws IOException {
        long[][] found = new long[made.size()][];
        for (int m = 0; m < found.length; m++) {
            String id = made.get("m" + m).id();
            found[m] = rig.read(m, id, block).stream().mapToLong(Long::longValue).toArray();
        }
        return found;
    }

    @Test
    void a_dead_member_costs_the_point_and_no_write() throws Exception {
        try (GroupRig rig = new GroupRig(directory, 3, 1, false, UnaryOperator.identity())) {
            GroupSpec group = rig.all();
            boolean[] dead = {true};
            try (GroupBarrier barrier =
                    barrier(member ->
                            (call, limit) -> {
                                if (dead[0] && member.machineId().equals("m1")) {
                                    throw new IOException("connection refused");
                                }
                                return rig.way(member).call(call, limit);
                            })) {
                assertRefused(barrier, group, ErrorCode.LINK_LOST);
                long begun = System.nanoTime();
                rig.write(0, 0, 1, 7);
                assertThat(System.nanoTime() - begun).isLessThan(500_000_000L);
                assertThat(rig.shared(0)).isEmpty();
                assertThat(rig.shared(2)).isEmpty();
                dead[0] = false;
                assertThat(barrier.point(group, PointKind.CRASH, "")).hasSize(3);
            }
        }
    }

    @Test
    void a_slow_member_voids_the_round_and_no_guest_waits_longer_than_a_second() throws Exception {
        try (GroupRig rig = new GroupRig(directory, 2, 1, false, UnaryOperator.identity())) {
            GroupSpec group = rig.all();
            try (GroupBarrier barrier =
                    barrier(member ->
                            (call, limit) -> {
                                if (call instanceof BarrierCall.Mark
                                        && member.machineId().equals("m1")) {
                                    Thread.sleep(1300);
                                }
                                return rig.way(member).call(call, limit);
                            })) {
                CompletableFuture<Long> waited = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> waited.complete(longestWrite(rig, 1500)));
                assertThatThrownBy(() -> barrier.point(group, PointKind.CRASH, ""))
                        .isInstanceOf(ContinuoException.class);
                assertThat(Duration.ofNanos(waited.join())).isLessThan(Duration.ofMillis(1250));
                assertThat(rig.shared(0)).isEmpty();
                assertThat(rig.shared(1)).isEmpty();
            }
        }
    }

    private static long longestWrite(GroupRig rig, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        long longest = 0;
        while (System.nanoTime() < end) {
            long begun = System.nanoTime();
            try {
                rig.write(0, 0, 3, begun);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            longest = Math.max(longest, System.nanoTime() - begun);
        }
        return longest;
    }

    @Test
    void a_point_is_shown_nowhere_until_every_member_has_it_durably() throws Exception {
        try (GroupRig rig = new GroupRig(directory, 2, 1, false, UnaryOperator.identity())) {
            GroupSpec group = rig.all();
            try (GroupBarrier barrier = barrier(rig)) {
                rig.machines.get(1).cut(Duration.ofSeconds(5));
                assertThatThrownBy(() -> barrier.point(group, PointKind.CRASH, ""))
                        .isInstanceOf(ContinuoException.class);
                assertThat(rig.shared(0)).isEmpty();
                assertThat(rig.shared(1)).isEmpty();
                rig.machines.get(1).cut(Duration.ZERO);
            }
        }
    }

    @Test
    void members_that_join_and_leave_count_once_every_agent_knows() throws Exception {
        try (GroupRig rig = new GroupRig(directory, 3, 1, true, UnaryOperator.identity())) {
            GroupSpec two = rig.group(0, 1);
            try (GroupBarrier barrier = barrier(rig)) {
                assertThat(barrier.point(two, PointKind.CRASH, "")).hasSize(2);
                GroupSpec three = rig.group(0, 1, 2);
                assertRefused(barrier, two, ErrorCode.ACTION_NOT_ALLOWED);
                assertThat(barrier.point(three, PointKind.CRASH, "")).hasSize(3);
                GroupSpec left = rig.group(0, 2);
                assertThat(barrier.point(left, PointKind.MARK, "left")).hasSize(2);
                assertThat(rig.shared(1)).hasSize(2);
                assertThat(rig.shared(0))
                        .extracting(PointView::time)
                        .containsAll(rig.shared(1).stream().map(PointView::time).toList());
            }
        }
    }

    private static void assertRefused(GroupBarrier barrier, GroupSpec group, ErrorCode code) {
        assertThatThrownBy(() -> barrier.point(group, PointKind.CRASH, ""))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    /** The negative control: a machine that marks when asked, and holds nothing back. */
    private record Unheld(Holdable held) implements Holdable {
        @Override
        public String machineId() {
            return held.machineId();
        }

        @Override
        public String machine() {
            return held.machine();
        }

        @Override
        public Pending pointNow(PointKind kind, String label) throws InterruptedException {
            return held.pointNow(kind, label);
        }

        @Override
        public Hold hold(Duration limit) {
            return new Hold() {
                @Override
                public CompletableFuture<Position> mark(MarkInfo info) {
                    try {
                        Hold moment = held.hold(limit);
                        CompletableFuture<Position> mark = moment.mark(info);
                        moment.release();
                        return mark;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public boolean release() {
                    return true;
                }
            };
        }

        @Override
        public CompletableFuture<Position> confirm(String round) throws InterruptedException {
            return held.confirm(round);
        }
    }
}
