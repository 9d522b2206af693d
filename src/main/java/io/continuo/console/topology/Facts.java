package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.console.fx.Measure;
import io.continuo.console.ui.chart.TimeSeries;

import java.util.List;
import java.util.Optional;

/**
 * What the panel says about a thing.
 *
 * @param since when it was last heard, in words
 * @param sentence what is so
 * @param correction what to do, or more of what is so
 * @param numbers up to four
 * @param machines those behind it, worst first
 * @param machine its name if the thing is itself a machine
 */
record Facts(
        String title,
        String caption,
        Health health,
        String since,
        String sentence,
        String correction,
        List<Number> numbers,
        Optional<Chart> chart,
        List<Guest> machines,
        Optional<String> machine) {

    /**
     * @param state colours the number; healthy is no colour
     */
    record Number(Measure measure, Health state, String caption) {}

    /**
     * @param second a quiet, dashed line; empty for none
     * @param limit not to be exceeded; NaN for none
     */
    record Chart(
            Kind kind, String title, TimeSeries first, Optional<TimeSeries> second, double limit) {
        /** What its values are. */
        enum Kind {
            RATE,
            RPO
        }
    }
}
