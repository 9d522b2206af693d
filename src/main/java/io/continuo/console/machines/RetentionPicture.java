package io.continuo.console.machines;

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
     * @param durable the newest moment the target holds: what is younger cannot be there yet
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
        Duration from = Duration.ZERO;
        for (HistoryPlan.Part part : HistoryPlan.parts(retention)) {
            Duration upTo = min(part.upToAge(), retention);
            if (upTo.compareTo(from) > 0) {
                Duration every = part.every().isZero() ? crashPoint : part.every();
                windows.addFirst(
                        window(
                                times,
                                from,
                                upTo,
                                every,
                                part.every().isZero(),
                                since,
                                durable,
                                now));
                from = upTo;
            }
        }
        Duration held = times.isEmpty() ? Duration.ZERO : Duration.between(times.getFirst(), now);
        return new RetentionPicture(windows, retention, held);
    }

    /** Whole stretches only: what is cut by an end of the window is not counted against anybody. */
    private static Window window(
            TreeSet<Instant> times,
            Duration from,
            Duration upTo,
            Duration every,
            boolean youngest,
            Instant since,
            Instant durable,
            Instant now) {
        Instant begin = now.minus(upTo);
        Instant end = earlier(now.minus(from), durable);
        long step = Math.max(1, every.toSeconds());
        // thinned parts keep one point for each stretch of the clock, the youngest one from now
        // back
        long first = youngest ? begin.getEpochSecond() : ceiling(begin.getEpochSecond(), step);
        List<Stretch> stretches = new ArrayList<>();
        for (long at = first;
                at + step <= end.getEpochSecond() && stretches.size() < MOST;
                at += step) {
            Instant start = Instant.ofEpochSecond(at);
            Instant next = start.plusSeconds(step);
            Instant point = times.ceiling(start);
            boolean held = point != null && point.isBefore(next);
            stretches.add(
                    held ? Stretch.HELD : start.isBefore(since) ? Stretch.BEFORE : Stretch.MISSING);
        }
        return new Window(upTo, youngest, every, stretches);
    }

    private static long ceiling(long second, long step) {
        return Math.ceilDiv(second, step) * step;
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
