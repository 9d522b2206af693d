package io.continuo.console.groups;

import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Health;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.States;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The groups that are listed, worst first, and what is said of each. */
final class GroupsModel {
    private static final Comparator<GroupRow> WORST_FIRST =
            Comparator.comparingInt((GroupRow row) -> States.urgency(row.line().health()))
                    .thenComparing(row -> row.line().group().name(), String.CASE_INSENSITIVE_ORDER);

    private final ConsoleState state;
    private final Map<String, GroupRow> rows = new HashMap<>();
    private final ObservableList<GroupRow> shown = FXCollections.observableArrayList();
    private String filter = "";

    GroupsModel(ConsoleState state) {
        this.state = state;
    }

    ObservableList<GroupRow> shown() {
        return shown;
    }

    int count() {
        return state.groups().size();
    }

    /** Lists only groups whose name, or the name of a member, holds this. */
    void filter(String text) {
        filter = text.strip().toLowerCase(Locale.ROOT);
        refresh();
    }

    /** Looks again; rows that stay are the same, and move only when their order changed. */
    void refresh() {
        Map<String, MachineRow> machines = new HashMap<>();
        state.machines().forEach(row -> machines.put(row.name(), row));
        List<GroupRow> now = new ArrayList<>();
        for (GroupView group : state.groups()) {
            GroupRow row = rows.computeIfAbsent(group.id(), id -> new GroupRow());
            row.show(
                    group,
                    group.machines().stream()
                            .map(machines::get)
                            .filter(machine -> machine != null)
                            .toList(),
                    state.serverNow());
            if (matches(group)) {
                now.add(row);
            }
        }
        rows.keySet().retainAll(state.groups().stream().map(GroupView::id).toList());
        now.sort(WORST_FIRST);
        if (!now.equals(shown)) {
            shown.setAll(now);
        }
    }

    private boolean matches(GroupView group) {
        return holds(group.name()) || group.machines().stream().anyMatch(this::holds);
    }

    private boolean holds(String text) {
        return text.toLowerCase(Locale.ROOT).contains(filter);
    }

    Optional<GroupRow> find(String idOrName) {
        return shown.stream()
                .filter(row ->
                        row.line().group().id().equals(idOrName)
                                || row.line().group().name().equals(idOrName))
                .findFirst();
    }

    /** The group a machine is in already, other than this one. */
    Optional<GroupView> elsewhere(String machine, Optional<GroupView> than) {
        return state.groupOf(machine)
                .filter(group -> than.map(GroupView::id).filter(group.id()::equals).isEmpty());
    }

    /** How many members are in a state. */
    static long in(GroupRow.Line line, Health health) {
        return line.members().stream().filter(row -> row.health() == health).count();
    }
}
