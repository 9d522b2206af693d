package io.continuo.replication.node;

import io.continuo.api.component.RaisedEvent;

import java.util.ArrayDeque;
import java.util.List;

/** Events that wait for the next report; the oldest go when there are too many. */
final class EventBox {
    private static final int MOST = 1000;

    private final ArrayDeque<RaisedEvent> events = new ArrayDeque<>();

    synchronized void add(RaisedEvent event) {
        if (events.size() == MOST) {
            events.poll();
        }
        events.add(event);
    }

    synchronized List<RaisedEvent> waiting() {
        return List.copyOf(events);
    }

    /** These have arrived. */
    synchronized void delivered(List<RaisedEvent> arrived) {
        events.removeAll(arrived);
    }
}
