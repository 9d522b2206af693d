package io.continuo.console.groups;

import io.continuo.api.group.GroupView;
import io.continuo.api.machine.Health;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.States;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One group, the same object for as long as it is known; what is said of it changes in place. */
final class GroupRow {
    /** A shared point may be late by so much before it is worth a word. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** No crash-consistent point for so long is an error (DOMAIN.md: recovery points). */
    private static final Duration NONE_FOR = Duration.ofMinutes(60);

    /**
     * What is said of a group.
     *
     * @param members worst first; one the console does not know is left out
     * @param lag since the newest point all members hold; empty while there is none
     * @param health the worst of its members and of its common point
     */
    record Line(GroupView group, List<MachineRow> members, Optional<Duration> lag, Health health) {}

    private final ReadOnlyObjectWrapper<Line> line = new ReadOnlyObjectWrapper<>();

    /**
     * @param now the server's clock
     */
    void show(GroupView group, List<MachineRow> members, Instant now) {
        List<MachineRow> sorted = members.stream().sorted(MachineRow.WORST_FIRST).toList();
        Optional<Duration> lag =
                group.newestShared()
                        .map(time -> Duration.between(time, now))
                        .map(age -> age.isNegative() ? Duration.ZERO : age);
        Health worst =
                sorted.stream()
                        .map(MachineRow::health)
                        .min(Comparator.comparingInt(States::urgency))
                        .orElse(Health.UNKNOWN);
        Health common = common(group, lag);
        line.set(
                new Line(
                        group,
                        sorted,
                        lag,
                        States.urgency(common) < States.urgency(worst) ? common : worst));
    }

    private static Health common(GroupView group, Optional<Duration> lag) {
        if (lag.isEmpty()) {
            return Health.UNKNOWN;
        }
        return lag.get().compareTo(NONE_FOR) > 0
                ? Health.CRITICAL
                : late(group, lag.get()) ? Health.WARNING : Health.HEALTHY;
    }

    /** Whether the last common point is older than the group's interval explains. */
    static boolean late(GroupView group, Duration lag) {
        Duration allowed = Duration.ofSeconds(2 * group.crashPointSeconds()).plus(GRACE);
        return lag.compareTo(allowed) > 0;
    }

    Line line() {
        return line.get();
    }

    ReadOnlyObjectProperty<Line> lineProperty() {
        return line.getReadOnlyProperty();
    }
}
