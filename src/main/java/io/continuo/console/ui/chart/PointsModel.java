package io.continuo.console.ui.chart;

import io.continuo.api.machine.PointView;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recovery points, which of them is chosen, and the stretch of time that is looked at closely.
 * Until somebody chooses, the newest is chosen and follows.
 */
public final class PointsModel {
    private static final List<Duration> CLOSE =
            List.of(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2));

    private static final Duration HOUR = Duration.ofHours(1);

    private final ReadOnlyObjectWrapper<Optional<PointView>> selected =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();
    private List<PointView> points = List.of();
    private Optional<Instant> closeEnd = Optional.empty();
    private boolean follows = true;

    /** Replaces the points; the chosen one stays chosen while it exists. */
    public void points(List<PointView> oldestFirst) {
        if (oldestFirst.equals(points)) {
            return;
        }
        points = List.copyOf(oldestFirst);
        Optional<PointView> kept =
                selected.get()
                        .flatMap(old ->
                                points.stream().filter(p -> p.id().equals(old.id())).findFirst());
        if (follows || kept.isEmpty()) {
            follows = true;
            closeEnd = Optional.empty();
            selected.set(points.isEmpty() ? Optional.empty() : Optional.of(points.getLast()));
        } else {
            selected.set(kept);
        }
        changed();
    }

    /** Oldest first. */
    public List<PointView> points() {
        return points;
    }

    public ReadOnlyObjectProperty<Optional<PointView>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** Rises with every change of points, choice or stretch. */
    public ReadOnlyLongProperty version() {
        return version.getReadOnlyProperty();
    }

    /** 1-based place of the chosen point among all; 0 while there is none. */
    public int place() {
        return selected.get().map(point -> points.indexOf(point) + 1).orElse(0);
    }

    public void select(PointView point) {
        follows = !points.isEmpty() && point.equals(points.getLast());
        selected.set(Optional.of(point));
        reveal(point);
        changed();
    }

    /** Chooses the point with this id, if there is one. */
    public void select(String id) {
        points.stream().filter(point -> point.id().equals(id)).findFirst().ifPresent(this::select);
    }

    /** Chooses a point further on; negative is earlier. */
    public void step(int by) {
        if (!points.isEmpty()) {
            select(points.get(Math.clamp(place() - 1L + by, 0, points.size() - 1)));
        }
    }

    /** Chooses the point nearest to an hour later; negative is earlier. At least one point away. */
    public void stepHours(int by) {
        selected.get()
                .ifPresent(from -> {
                    nearest(from.time().plus(HOUR.multipliedBy(by))).ifPresent(this::select);
                    if (selected.get().equals(Optional.of(from))) {
                        step(by);
                    }
                });
    }

    public void first() {
        step(-points.size());
    }

    public void last() {
        step(points.size());
    }

    /** Chooses the newest app-consistent point before the chosen one, if there is one. */
    public Optional<PointView> earlierAppConsistent() {
        return points.subList(0, Math.max(0, place() - 1)).reversed().stream()
                .filter(point -> point.kind() == io.continuo.api.machine.PointKind.APP)
                .findFirst();
    }

    /** The point nearest to a moment. */
    public Optional<PointView> nearest(Instant time) {
        PointView best = null;
        for (PointView point : points) {
            if (best == null || distance(point, time).compareTo(distance(best, time)) <= 0) {
                best = point;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Duration distance(PointView point, Instant time) {
        return Duration.between(point.time(), time).abs();
    }

    /** The stretch looked at closely; ends now until somebody looks further back. */
    public Stretch close(Instant now) {
        Duration span = closeSpan(now);
        Instant end = closeEnd.filter(e -> e.isBefore(now)).orElse(now);
        return new Stretch(end.minus(span), end);
    }

    /** The whole history; empty while it fits into the close stretch. */
    public Optional<Stretch> whole(Instant now) {
        Duration history = history(now);
        if (history.compareTo(closeSpan(now)) <= 0) {
            return Optional.empty();
        }
        long hours = Math.max(1, history.plusMinutes(59).toHours());
        return Optional.of(new Stretch(now.minus(Duration.ofHours(hours)), now));
    }

    /** Moves the close stretch so that it is centred on a moment. */
    public void look(Instant middle, Instant now) {
        Instant end = middle.plus(closeSpan(now).dividedBy(2));
        closeEnd = end.isBefore(now) ? Optional.of(end) : Optional.empty();
        changed();
    }

    private void reveal(PointView point) {
        Instant newest = points.getLast().time();
        Duration span = closeSpan(newest);
        Instant end = closeEnd.orElse(newest);
        if (point.time().isAfter(end) || !point.time().isAfter(end.minus(span))) {
            Instant wanted = point.time().plus(span.dividedBy(2));
            closeEnd = wanted.isBefore(newest) ? Optional.of(wanted) : Optional.empty();
        }
    }

    private Duration closeSpan(Instant now) {
        Duration history = history(now);
        return CLOSE.stream()
                .filter(span -> span.compareTo(history) >= 0)
                .findFirst()
                .orElse(CLOSE.getLast());
    }

    private Duration history(Instant now) {
        return points.isEmpty()
                ? Duration.ZERO
                : Duration.between(points.getFirst().time(), now).plusSeconds(1);
    }

    private void changed() {
        version.set(version.get() + 1);
    }

    /** From one moment to another. */
    public record Stretch(Instant from, Instant to) {
        /** Where a moment lies, 0 to 1 inside the stretch. */
        public double share(Instant time) {
            return (double) Duration.between(from, time).toMillis()
                    / Math.max(1, Duration.between(from, to).toMillis());
        }

        public Instant at(double share) {
            return from.plusMillis((long) (share * Duration.between(from, to).toMillis()));
        }

        public boolean holds(Instant time) {
            return !time.isBefore(from) && !time.isAfter(to);
        }

        public Duration span() {
            return Duration.between(from, to);
        }
    }
}
