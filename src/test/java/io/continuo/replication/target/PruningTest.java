package io.continuo.replication.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** What survives pruning is what the table of DOMAIN.md says, whenever it is looked at. */
class PruningTest {
    private static final Instant START = Instant.parse("2017-03-01T00:17:00Z");
    private static final long HOUR = 3600;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<PointView> made = new ArrayList<>();
    private List<PointView> kept = new ArrayList<>();
    private Instant now = START;
    private PointView underDrill;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void what_survives_is_what_the_table_says(int days) {
        Duration retention = Duration.ofDays(days);
        Instant end = START.plus(retention).plus(Duration.ofDays(2));
        while (now.isBefore(end)) {
            int gap = random.nextInt(8) == 0 ? 9 * 3600 : 2400;
            now = now.plusSeconds(1 + random.nextInt(gap));
            make();
            if (random.nextInt(4) == 0) {
                drill();
                kept = prune(kept, retention);
                check(retention);
            }
        }
        kept = prune(kept, retention);
        check(retention);
        assertThat(new HashSet<>(prune(made, retention)))
                .as("a restart finds the same, seed " + seed)
                .isEqualTo(new HashSet<>(kept));
    }

    private void make() {
        PointKind kind =
                random.nextInt(20) == 0
                        ? PointKind.APP
                        : random.nextInt(30) == 0 ? PointKind.MARK : PointKind.CRASH;
        PointView point =
                new PointView(Integer.toString(made.size()), now, kind, "", random.nextInt(3) == 0);
        made.add(point);
        kept.add(point);
    }

    /** Begins or ends a drill at a point that is left. */
    private void drill() {
        if (random.nextInt(3) == 0) {
            underDrill = underDrill == null ? kept.get(random.nextInt(kept.size())) : null;
        }
    }

    private List<PointView> prune(List<PointView> points, Duration retention) {
        Set<PointView> survivors =
                PruningTable.survivors(
                        points,
                        Function.identity(),
                        retention,
                        now,
                        point -> point.equals(underDrill),
                        PruningTable.APP_KEPT);
        return new ArrayList<>(points.stream().filter(survivors::contains).toList());
    }

    private void check(Duration retention) {
        String which = retention.toDays() + " days at " + now + ", seed " + seed;
        Set<PointView> left = new HashSet<>(kept);
        Set<PointView> exempt = new HashSet<>(List.of(made.getLast()));
        newestApp().ifPresent(exempt::add);
        Optional.ofNullable(underDrill).ifPresent(exempt::add);
        assertThat(left).as("never taken: " + which).containsAll(exempt);
        for (PointView point : made) {
            long every = every(retention.toDays(), point.time());
            if (every < 0) {
                assertThat(left.contains(point) && !exempt.contains(point))
                        .as("too old: " + point + " " + which)
                        .isFalse();
            } else if (every == 0) {
                assertThat(left).as("recent: " + point + " " + which).contains(point);
            } else {
                List<PointView> stretch =
                        made.stream()
                                .filter(other -> together(point, other, every, retention))
                                .toList();
                assertThat(stretch.stream().filter(left::contains).toList())
                        .as("one of each stretch: " + which)
                        .isNotEmpty()
                        .satisfies(some ->
                                assertThat(some.stream().filter(p -> !exempt.contains(p)))
                                        .hasSizeLessThanOrEqualTo(1));
                boolean shared = stretch.stream().anyMatch(PointView::multiVm);
                assertThat(stretch.stream().filter(left::contains).anyMatch(PointView::multiVm))
                        .as("a shared point stays shared: " + which)
                        .isEqualTo(shared);
            }
        }
    }

    private boolean together(PointView one, PointView other, long every, Duration retention) {
        return every(retention.toDays(), other.time()) == every
                && one.time().getEpochSecond() / every == other.time().getEpochSecond() / every;
    }

    /** DOMAIN.md, read aloud: seconds of a stretch; 0 keeps all, -1 none. */
    private long every(long days, Instant time) {
        if (days == 0) {
            return -1;
        }
        if (!time.isBefore(now.minusSeconds(2 * HOUR))) {
            return 0;
        }
        if (days == 1) {
            return endedBefore(time, HOUR, 24 * HOUR) ? -1 : HOUR;
        }
        if (days <= 7) {
            return endedBefore(time, 2 * HOUR, days * 24 * HOUR) ? -1 : 2 * HOUR;
        }
        if (!endedBefore(time, 2 * HOUR, 7 * 24 * HOUR)) {
            return 2 * HOUR;
        }
        return endedBefore(time, 4 * HOUR, days * 24 * HOUR) ? -1 : 4 * HOUR;
    }

    private boolean endedBefore(Instant time, long every, long age) {
        long end = (time.getEpochSecond() / every + 1) * every;
        return end <= now.getEpochSecond() - age;
    }

    private Optional<PointView> newestApp() {
        return made.reversed().stream()
                .filter(point -> point.kind() == PointKind.APP)
                .filter(point -> !point.time().isBefore(now.minus(Duration.ofDays(15))))
                .findFirst();
    }
}
