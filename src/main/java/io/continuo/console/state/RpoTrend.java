package io.continuo.console.state;

import io.continuo.console.ui.chart.TimeSeries;

import java.time.Duration;

/** Where a machine's RPO is going, from its last minutes. */
public sealed interface RpoTrend {
    /** No value yet. */
    record Unknown() implements RpoTrend {}

    /** Within its limit and not rising. */
    record Steady() implements RpoTrend {}

    /** Within its limit, and over it in so long if it goes on like this. */
    record Rising(Duration untilBreach) implements RpoTrend {}

    /** Over its limit since so long, as far as is known. */
    record Over(Duration since) implements RpoTrend {}

    /** The slope is taken over this time. */
    Duration WINDOW = Duration.ofMinutes(3);

    /**
     * A rise slower than this is the ordinary coming and going of points. A link that stands still
     * rises by 1 s per second.
     */
    double LEAST_SLOPE = 0.05;

    /** Forecasts beyond this are no forecasts. */
    Duration HORIZON = Duration.ofHours(4);

    static RpoTrend of(MachineRow row, long nowMillis) {
        double rpo = row.rpoSecondsProperty().get();
        double limit = row.view().rpoLimitSeconds();
        if (Double.isNaN(rpo)) {
            return new Unknown();
        }
        TimeSeries series = row.rpoSeries();
        if (rpo > limit) {
            return new Over(overSince(series, limit, nowMillis));
        }
        double slope = series.slopeSince(nowMillis - WINDOW.toMillis());
        if (Double.isNaN(slope) || slope < LEAST_SLOPE || rpo < limit / 20) {
            return new Steady();
        }
        Duration until = Duration.ofMillis((long) ((limit - rpo) / slope * 1000));
        return until.compareTo(HORIZON) > 0 ? new Steady() : new Rising(until);
    }

    private static Duration overSince(TimeSeries series, double limit, long nowMillis) {
        long since = nowMillis;
        for (int i = series.size() - 1; i >= 0; i--) {
            double value = series.valueAt(i);
            if (!Double.isNaN(value) && value <= limit) {
                break;
            }
            since = series.millisAt(i);
        }
        return Duration.ofMillis(Math.max(0, nowMillis - since));
    }
}
