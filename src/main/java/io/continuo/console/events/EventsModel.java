package io.continuo.console.events;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Severity;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

import java.util.Optional;
import java.util.function.Function;

/** Which events are listed, newest first. */
final class EventsModel {
    private final ObservableList<EventView> events;
    private final FilteredList<EventView> shown;
    private final Function<EventView, String> searchable;
    private final ObjectProperty<EventFilter> filter = new SimpleObjectProperty<>(EventFilter.ALL);

    /**
     * @param events every event, newest first
     * @param searchable everything an event can be found by, in lower case
     */
    EventsModel(ObservableList<EventView> events, Function<EventView, String> searchable) {
        this.events = events;
        this.searchable = searchable;
        shown = new FilteredList<>(events);
        filter.subscribe(now -> shown.setPredicate(event -> now.matches(event, searchable)));
    }

    ObjectProperty<EventFilter> filter() {
        return filter;
    }

    ObservableList<EventView> shown() {
        return shown;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** How many of a severity the words let through; without one all. */
    int count(Optional<Severity> severity) {
        return (int)
                events.stream()
                        .filter(event ->
                                severity.map(event.severity()::equals).orElse(true)
                                        && filter.get().matchesText(event, searchable))
                        .count();
    }

    Optional<EventView> byId(String id) {
        return events.stream().filter(event -> Long.toString(event.id()).equals(id)).findFirst();
    }
}
