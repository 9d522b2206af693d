package io.continuo.console.machines;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.States;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which machines are listed, in which order and groups. Lines are stable; what changes live is
 * looked at again by {@link #refresh}, so that 10,000 machines cost nothing between two looks.
 */
final class MachinesModel {
    private final ObservableList<MachineRow> machines;
    private final Function<MachineView, String> searchable;
    private final ObjectProperty<MachineFilter> filter =
            new SimpleObjectProperty<>(MachineFilter.ALL);
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.NONE);
    private final ReadOnlyObjectWrapper<MachineCounts> counts =
            new ReadOnlyObjectWrapper<>(MachineCounts.NONE);
    private final Map<String, MachineLine.Machine> linesById = new HashMap<>();
    private final Map<String, MachineLine.Group> groups = new TreeMap<>();
    private final Set<String> folded = new HashSet<>();
    private final ObservableList<MachineLine> lines = FXCollections.observableArrayList();
    private final FilteredList<MachineLine> filtered = new FilteredList<>(lines);
    private final SortedList<MachineLine> sorted = new SortedList<>(filtered);
    private Comparator<MachineLine> chosen;

    /**
     * @param machines every machine, stable rows
     * @param searchable everything a machine can be found by, in lower case
     */
    MachinesModel(ObservableList<MachineRow> machines, Function<MachineView, String> searchable) {
        this.machines = machines;
        this.searchable = searchable;
        filter.subscribe((before, after) -> refresh());
        grouping.subscribe((before, after) -> {
            folded.clear();
            refresh();
        });
        refresh();
    }

    ObjectProperty<MachineFilter> filter() {
        return filter;
    }

    ObjectProperty<Grouping> grouping() {
        return grouping;
    }

    ReadOnlyObjectProperty<MachineCounts> counts() {
        return counts.getReadOnlyProperty();
    }

    /** What is shown, in order. */
    ObservableList<MachineLine> lines() {
        return sorted;
    }

    /** Orders by a column's comparator; null is worst first. */
    void orderBy(Comparator<MachineLine> comparator) {
        chosen = comparator;
        resort();
    }

    /** Hides or shows the machines of a group. */
    void fold(MachineLine.Group group) {
        if (!folded.remove(group.key())) {
            folded.add(group.key());
        }
        refresh();
    }

    /** Takes in what came, went and changed: lines, counts, filter, order. */
    void refresh() {
        syncLines();
        counts.set(MachineCounts.of(machines, filter.get(), searchable));
        syncGroups();
        filtered.setPredicate(this::shown);
        resort();
    }

    private void syncLines() {
        Set<String> present = new HashSet<>();
        List<MachineLine> added = new ArrayList<>();
        for (MachineRow row : machines) {
            present.add(row.id());
            MachineLine.Machine line = linesById.get(row.id());
            if (line == null || line.row() != row) {
                line = new MachineLine.Machine(row);
                linesById.put(row.id(), line);
                added.add(line);
            }
        }
        linesById.keySet().retainAll(present);
        boolean gone =
                lines.stream()
                        .anyMatch(line -> line instanceof MachineLine.Machine m && !current(m));
        if (gone) {
            lines.removeIf(line -> line instanceof MachineLine.Machine m && !current(m));
        }
        if (!added.isEmpty()) {
            lines.addAll(added);
        }
    }

    private boolean current(MachineLine.Machine line) {
        return linesById.get(line.row().id()) == line;
    }

    private void syncGroups() {
        Map<String, List<MachineView>> members = new TreeMap<>();
        if (grouping.get() != Grouping.NONE) {
            for (MachineRow row : machines) {
                if (filter.get().matches(row.view(), searchable)) {
                    members.computeIfAbsent(groupKey(row.view()), key -> new ArrayList<>())
                            .add(row.view());
                }
            }
        }
        if (groups.keySet().retainAll(members.keySet())) {
            lines.removeIf(line ->
                    line instanceof MachineLine.Group group && !groups.containsValue(group));
        }
        members.forEach(this::showGroup);
    }

    private void showGroup(String key, List<MachineView> members) {
        MachineLine.Group group = groups.get(key);
        boolean isNew = group == null;
        if (isNew) {
            group = new MachineLine.Group(key);
            groups.put(key, group);
        }
        Health worst =
                members.stream()
                        .map(MachineView::health)
                        .min(Comparator.comparingInt(States::urgency))
                        .orElse(Health.UNKNOWN);
        int worstCount = (int) members.stream().filter(m -> m.health() == worst).count();
        group.show(
                new GroupSummary(
                        grouping.get(),
                        key,
                        worst,
                        members.size(),
                        worstCount,
                        folded.contains(key)));
        if (isNew) {
            lines.add(group);
        }
    }

    private String groupKey(MachineView machine) {
        return switch (grouping.get()) {
            case NONE -> "";
            case POLICY -> machine.policy();
            case HEALTH -> machine.health().name();
            case DATA_STATE -> machine.dataState().name();
        };
    }

    private boolean shown(MachineLine line) {
        return switch (line) {
            case MachineLine.Group group -> groups.containsKey(group.key());
            case MachineLine.Machine machine ->
                    filter.get().matches(machine.row().view(), searchable)
                            && !folded.contains(groupKey(machine.row().view()));
        };
    }

    /** A new comparator object each time: only that makes a sorted list look again. */
    private void resort() {
        Comparator<MachineLine> inGroup = chosen == null ? MachinesModel::worstFirst : chosen;
        sorted.setComparator((a, b) -> compare(a, b, inGroup));
    }

    private int compare(MachineLine a, MachineLine b, Comparator<MachineLine> inGroup) {
        if (grouping.get() != Grouping.NONE) {
            int byGroup = groupOrder(a).compareTo(groupOrder(b));
            if (byGroup != 0) {
                return byGroup;
            }
            if (a instanceof MachineLine.Group) {
                return b instanceof MachineLine.Group ? 0 : -1;
            }
            if (b instanceof MachineLine.Group) {
                return 1;
            }
        }
        int order = inGroup.compare(a, b);
        return order != 0 ? order : worstFirst(a, b);
    }

    /** Groups stand by their state, worst first, where they are states; else by name. */
    private String groupOrder(MachineLine line) {
        String key =
                switch (line) {
                    case MachineLine.Group group -> group.key();
                    case MachineLine.Machine machine -> groupKey(machine.row().view());
                };
        return switch (grouping.get()) {
            case NONE -> "";
            case POLICY -> key;
            case HEALTH -> String.valueOf(States.urgency(Health.valueOf(key)));
            case DATA_STATE -> String.valueOf((char) ('z' - DataState.valueOf(key).ordinal()));
        };
    }

    private static int worstFirst(MachineLine a, MachineLine b) {
        return a instanceof MachineLine.Machine one && b instanceof MachineLine.Machine other
                ? MachineRow.WORST_FIRST.compare(one.row(), other.row())
                : 0;
    }
}
