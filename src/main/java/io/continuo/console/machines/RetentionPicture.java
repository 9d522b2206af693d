package io.continuo.console.machines;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.policy.HistoryPlan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The points a machine has, laid against those its policy promises (DOMAIN.md: recovery points).
 *
 * @param windows oldest first
 * @param promised the retention
 * @param held how far back the oldest point is
 */
record RetentionPicture(List<Window> windows, Duration promised, Duration held) {
    /** A window is drawn with at most so many stretches. */
    private static final int MOST = 2_000;

    /**
     * A part of the history with one density.
     *
     * @param upToAge it reaches back so far
     * @param youngest whether it ends now
     * @param every one point is promised for each such stretch
     * @param stretches oldest first
     */
    record Window(Duration upToAge, boolean youngest, Duration every, List<Stretch> stretches) {
        long promised() {
            return stretches.stream().filter(each -> each != Stretch.BEFORE).count();
        }

        long held() {
            return stretches.stream().filter(each -> each == Stretch.HELD).count();
        }
    }

    /** What there is of one promised point. */
    enum Stretch {
        /** A point. */
        HELD,
        /** None, and there should be one. */
        MISSING,
        /** The machine was not protected yet. */
        BEFORE
    }

    RetentionPicture {
        windows = List.copyOf(windows);
    }

    /**
     * @param oldestFirst every point there is
     * @param crashPoint how often a point is made
     * @param since when the machine was protected
     * @param durable the newest moment the target holds; ages count back from it, as the target
     *     counts them
     */
    static RetentionPicture of(
            List<PointView> oldestFirst,
            Duration retention,
            Duration crashPoint,
            Instant since,
            Instant durable,
            Instant now) {
        List<Window> windows = new ArrayList<>();
        TreeSet<Instant> times = new TreeSet<>();
        oldestFirst.forEach(point -> times.add(point.time()));
        Instant newest = earlier(durable, now);
        Duration from = Duration.ZERO;
        for (HistoryPlan.Part part : HistoryPlan.parts(retention)) {
            Duration upTo = min(part.upToAge(), retention);
            if (upTo.compareTo(from) > 0) {
                Duration every = part.every().isZero() ? crashPoint : part.every();
                long step = Math.max(1, every.toSeconds());
                boolean youngest = part.every().isZero();
                // thinned parts keep one point for each stretch of the clock (ADR 10)
                long phase = youngest ? phase(oldestFirst, step) : 0;
                windows.addFirst(
                        new Window(
                                upTo,
                                youngest,
                                every,
                                stretches(
                                        times,
                                        newest.minus(upTo).getEpochSecond(),
                                        newest.minus(from).getEpochSecond(),
                                        step,
                                        phase,
                                        since)));
                from = upTo;
            }
        }
        Duration held = times.isEmpty() ? Duration.ZERO : Duration.between(times.getFirst(), now);
        return new RetentionPicture(windows, retention, held);
    }

    /**
     * Points made on time lie in the middle of their stretches, so that none is missed by a bit.
     */
    private static long phase(List<PointView> oldestFirst, long step) {
        return oldestFirst.reversed().stream()
                .filter(point -> point.kind() != PointKind.MARK)
                .findFirst()
                .map(point -> Math.floorMod(point.time().getEpochSecond() - step / 2, step))
                .orElse(0L);
    }

    /** Whole stretches only: what is cut by an end of the window is not counted against anybody. */
    private static List<Stretch> stretches(
            TreeSet<Instant> times, long begin, long end, long step, long phase, Instant since) {
        List<Stretch> stretches = new ArrayList<>();
        long first = Math.ceilDiv(begin - phase, step) * step + phase;
        for (long at = first; at + step <= end && stretches.size() < MOST; at += step) {
            Instant start = Instant.ofEpochSecond(at);
            Instant point = times.ceiling(start);
            boolean held = point != null && point.isBefore(start.plusSeconds(step));
            stretches.add(
                    held ? Stretch.HELD : start.isBefore(since) ? Stretch.BEFORE : Stretch.MISSING);
        }
        return stretches;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    long missing() {
        return windows.stream().mapToLong(each -> each.promised() - each.held()).sum();
    }
}
