package io.continuo.replication.target;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.policy.HistoryPlan;
import io.continuo.api.policy.HistoryPlan.Part;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which recovery points stay listed as they age (DOMAIN.md: recovery points).
 *
 * <p>One point stays for each stretch of the clock (each hour, each two hours, …, counted from
 * 1970): a shared point before an own one, an app-consistent one before a crash-consistent one, the
 * earlier one otherwise. A stretch passes from one part of a history to the next, and out of it, as
 * a whole. So what stays does not depend on when it is looked at, and is the same for every machine
 * of a consistency group.
 */
final class PruningTable {
    private static final Part RECENT = HistoryPlan.RECENT;

    /** The newest app-consistent point outlives retention, but not this. */
    static final Duration APP_KEPT = HistoryPlan.LONGEST;

    private static final Comparator<PointView> WORTH =
            Comparator.comparing((PointView point) -> !point.multiVm())
                    .thenComparing(point -> point.kind() != PointKind.APP)
                    .thenComparing(point -> point.kind() != PointKind.MARK)
                    .thenComparing(PointView::time);

    private PruningTable() {}

    /**
     * What stays of some points.
     *
     * @param points oldest first
     * @param view what people see of one
     * @param used whether somebody looks at it: a drill, an export
     * @param appKept so old the newest app-consistent point may become
     */
    static <P> Set<P> survivors(
            List<P> points,
            Function<P, PointView> view,
            Duration retention,
            Instant now,
            Predicate<P> used,
            Duration appKept) {
        List<Part> parts = HistoryPlan.parts(retention);
        Set<P> kept = new HashSet<>();
        Map<Part, Map<Long, P>> best = new HashMap<>();
        Comparator<P> worth = Comparator.comparing(view, WORTH);
        for (P point : points) {
            Instant time = view.apply(point).time();
            if (used.test(point)) {
                kept.add(point);
            }
            Part part = part(parts, retention, time, now);
            if (part != null && part.every().isZero()) {
                kept.add(point);
            } else if (part != null) {
                best.computeIfAbsent(part, any -> new HashMap<>())
                        .merge(
                                stretch(time, part),
                                point,
                                (one, other) -> worth.compare(one, other) <= 0 ? one : other);
            }
        }
        best.values().stream().map(Map::values).forEach(kept::addAll);
        newest(points, kept, any -> true);
        newest(
                points,
                kept,
                point ->
                        view.apply(point).kind() == PointKind.APP
                                && !view.apply(point).time().isBefore(now.minus(appKept)));
        return kept;
    }

    private static <P> void newest(List<P> points, Collection<P> kept, Predicate<P> wanted) {
        points.reversed().stream().filter(wanted).findFirst().ifPresent(kept::add);
    }

    /** The part of history a time lies in; null if it is past retention. */
    private static Part part(List<Part> parts, Duration retention, Instant time, Instant now) {
        if (parts.isEmpty()) {
            return null;
        }
        Duration age = Duration.between(time, now);
        if (age.compareTo(min(retention, HistoryPlan.ALL_OF)) <= 0) {
            return RECENT;
        }
        return parts.stream()
                .filter(part -> !part.every().isZero())
                .filter(part -> !over(time, part, min(retention, part.upToAge()), now))
                .findFirst()
                .filter(part -> retention.compareTo(HistoryPlan.ALL_OF) > 0)
                .orElse(null);
    }

    /** Whether the whole stretch a time lies in is older than an age. */
    private static boolean over(Instant time, Part part, Duration age, Instant now) {
        long end = (stretch(time, part) + 1) * part.every().toSeconds();
        return !Instant.ofEpochSecond(end).isAfter(now.minus(age));
    }

    private static long stretch(Instant time, Part part) {
        return Math.floorDiv(time.getEpochSecond(), part.every().toSeconds());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
