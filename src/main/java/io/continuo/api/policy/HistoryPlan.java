package io.continuo.api.policy;

import java.time.Duration;
import java.util.List;

/**
 * How dense a policy's history is as it ages (DOMAIN.md: recovery points, pruning): what a target
 * keeps to, and what people are told they are promised.
 */
public final class HistoryPlan {
    /** All points are kept while they are younger than this. */
    public static final Duration ALL_OF = Duration.ofHours(2);

    /** The longest retention. */
    public static final Duration LONGEST = Duration.ofDays(15);

    /**
     * A part of a history.
     *
     * @param upToAge it reaches back so far
     * @param every one point for each such stretch of the clock; zero keeps all
     */
    public record Part(Duration upToAge, Duration every) {}

    /** The part in which all points are kept. */
    public static final Part RECENT = new Part(ALL_OF, Duration.ZERO);

    private record Row(Duration upTo, List<Part> parts) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row(Duration.ZERO, List.of()),
                    new Row(
                            Duration.ofDays(1),
                            List.of(RECENT, new Part(Duration.ofDays(1), Duration.ofHours(1)))),
                    new Row(
                            Duration.ofDays(7),
                            List.of(RECENT, new Part(Duration.ofDays(7), Duration.ofHours(2)))),
                    new Row(
                            LONGEST,
                            List.of(
                                    RECENT,
                                    new Part(Duration.ofDays(7), Duration.ofHours(2)),
                                    new Part(LONGEST, Duration.ofHours(4)))));

    private HistoryPlan() {}

    /** The parts of a retention, youngest first; none where only the latest point is kept. */
    public static List<Part> parts(Duration retention) {
        return ROWS.stream()
                .filter(row -> retention.compareTo(row.upTo()) <= 0)
                .findFirst()
                .orElse(ROWS.getLast())
                .parts();
    }
}
