package io.continuo.console.topology;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.topology.TopologyView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the map shows: the estate, what of it is wanted, what is selected and what is looked for.
 */
final class TopologyModel {
    /** What is drawn. */
    enum Filter {
        ALL,
        FAULTS
    }

    private final ReadOnlyObjectWrapper<Estate> shown = new ReadOnlyObjectWrapper<>(Estate.EMPTY);
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.ALL);
    private final ReadOnlyObjectWrapper<Optional<String>> selected =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Estate estate = Estate.EMPTY;
    private boolean known;

    /** The part of the estate that is drawn. */
    ReadOnlyObjectProperty<Estate> shown() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Filter> filter() {
        return filter.getReadOnlyProperty();
    }

    /** Id of the selected box. */
    ReadOnlyObjectProperty<Optional<String>> selected() {
        return selected.getReadOnlyProperty();
    }

    /** Whether a topology was read at all. */
    boolean known() {
        return known;
    }

    Estate estate() {
        return estate;
    }

    void update(TopologyView topology, Collection<MachineView> machines) {
        Map<String, MachineView> byId = new HashMap<>();
        machines.forEach(machine -> byId.put(machine.id(), machine));
        estate = Estate.of(topology, byId);
        known = true;
        refresh();
    }

    void setFilter(Filter newFilter) {
        filter.set(newFilter);
        refresh();
    }

    void select(Optional<String> id) {
        selected.set(id);
    }

    /** How many rows hold something that is not healthy. */
    long faultyRows() {
        return estate.rows().stream().filter(row -> row.worst() != Health.HEALTHY).count();
    }

    private void refresh() {
        shown.set(filter.get() == Filter.FAULTS ? estate.faultsOnly() : estate);
    }

    /** Boxes whose name holds the text, in reading order; machines drawn as a shape count too. */
    static List<Arrangement.Box> find(Arrangement map, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return map.boxes().stream().filter(box -> matches(box.thing(), wanted)).toList();
    }

    private static boolean matches(Thing thing, String wanted) {
        return switch (thing) {
            case Thing.HostTile tile -> holds(tile.name(), wanted) || anyGuest(tile, wanted);
            case Thing.HostsFrame frame -> false;
            case Thing.HostFrame frame -> holds(frame.name(), wanted);
            case Thing.GuestTile guest -> holds(guest.name(), wanted);
            case Thing.Process process -> holds(process.name(), wanted);
            case Thing.Line line -> false;
            case Thing.Target target -> holds(target.name(), wanted);
            case Thing.Control control -> holds(control.name(), wanted);
        };
    }

    private static boolean anyGuest(Thing.HostTile tile, String wanted) {
        return tile.behind().stream().anyMatch(guest -> holds(guest.name(), wanted));
    }

    private static boolean holds(String name, String wanted) {
        return name.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
