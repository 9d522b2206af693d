package io.continuo.console.state;

import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.TopologyView;
import io.continuo.console.ui.chart.TimeSeries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What every link carried and was asked to carry over the last hour. UI thread only. */
public final class LinkHistory {
    private static final int SAMPLES = 1_900;

    private final Map<String, Rates> links = new HashMap<>();

    /**
     * Bytes per second by this console's clock.
     *
     * @param sent what got through
     * @param needed what the machines behind it wrote
     */
    public record Rates(TimeSeries sent, TimeSeries needed) {}

    /** The rates of a link; empty series if it was never seen. */
    public Rates of(String linkId) {
        return links.getOrDefault(linkId, new Rates(new TimeSeries(1), new TimeSeries(1)));
    }

    void add(TopologyView topology, long epochMillis) {
        Set<String> present = new HashSet<>();
        for (LinkView link : topology.links()) {
            present.add(link.id());
            Rates rates =
                    links.computeIfAbsent(
                            link.id(),
                            id -> new Rates(new TimeSeries(SAMPLES), new TimeSeries(SAMPLES)));
            rates.sent().add(epochMillis, link.bytesPerSecond());
            rates.needed().add(epochMillis, link.neededBytesPerSecond());
        }
        links.keySet().retainAll(present);
    }
}
