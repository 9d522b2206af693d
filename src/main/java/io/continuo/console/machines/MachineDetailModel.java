package io.continuo.console.machines;

import io.continuo.api.event.EventView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RpoSample;
import io.continuo.console.ui.chart.PointsModel;
import io.continuo.console.ui.chart.TimeSeries;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a machine's page gathers beside the machine itself: points, fine RPO, its events. */
final class MachineDetailModel {
    /** An hour, a sample a second, and some room. */
    private static final int SAMPLES = 3_700;

    private static final int EVENTS = 20;

    private final PointsModel points = new PointsModel();
    private final Map<Long, EventView> events = new TreeMap<>(Comparator.reverseOrder());
    private TimeSeries rpo = new TimeSeries(SAMPLES);
    private String pointsKey = "";

    PointsModel points() {
        return points;
    }

    /** RPO of the last hour in seconds, by this console's clock. */
    TimeSeries rpo() {
        return rpo;
    }

    /** Adds what the machine reports now. */
    void observed(MachineView machine, long nowMillis) {
        double seconds = machine.rpoSeconds().orElse(Double.NaN);
        rpo.add(nowMillis, seconds);
    }

    /**
     * Puts the server's history before what was seen live.
     *
     * @param history oldest first, by the server's clock
     * @param ahead how far the server's clock is before this console's
     */
    void history(List<RpoSample> history, Duration ahead) {
        TimeSeries merged = new TimeSeries(SAMPLES);
        for (RpoSample sample : history) {
            merged.add(sample.time().minus(ahead).toEpochMilli(), sample.rpoSeconds());
        }
        for (int i = 0; i < rpo.size(); i++) {
            merged.add(rpo.millisAt(i), rpo.valueAt(i));
        }
        rpo = merged;
    }

    /**
     * Whether the machine has other points than those last asked for; remembers that it was asked.
     */
    boolean pointsChanged(MachineView machine) {
        String key =
                machine.pointCount()
                        + " "
                        + machine.oldestPoint().map(point -> point.id()).orElse("")
                        + " "
                        + machine.newestPoint().map(point -> point.id()).orElse("");
        boolean changed = !key.equals(pointsKey);
        pointsKey = key;
        return changed;
    }

    /** Lets the points be asked for again, after an answer that failed. */
    void forgetPoints() {
        pointsKey = "";
    }

    /** Takes in those of the events that are about the machine; says whether any was new. */
    boolean events(List<EventView> newEvents, String machineId) {
        boolean changed = false;
        for (EventView event : newEvents) {
            if (event.machineId().filter(machineId::equals).isPresent()) {
                changed |= events.put(event.id(), event) == null;
            }
        }
        return changed;
    }

    /** Newest first. */
    List<EventView> events() {
        return events.values().stream().limit(EVENTS).toList();
    }
}
