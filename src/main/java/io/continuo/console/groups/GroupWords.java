package io.continuo.console.groups;

import io.continuo.api.group.GroupView;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.MachineRow;

import java.time.Duration;
import java.util.Comparator;

/** What is said of a group in sentences. */
final class GroupWords {
    private GroupWords() {}

    /** Whether its machines can be recovered to one moment, and who holds that up. */
    static String sentence(Ui ui, GroupRow.Line line) {
        GroupView group = line.group();
        if (line.lag().isEmpty()) {
            return ui.text("groups.sentence.none");
        }
        if (!GroupRow.late(group, line.lag().get())) {
            return ui.text("groups.sentence.fresh");
        }
        return line.members().stream()
                .filter(row -> !Double.isNaN(row.rpoSecondsProperty().get()))
                .max(Comparator.comparingDouble(row -> row.rpoSecondsProperty().get()))
                .filter(row ->
                        Duration.ofSeconds((long) row.rpoSecondsProperty().get()).toMinutes() > 0)
                .map(MachineRow::name)
                .map(machine -> ui.text("groups.sentence.held", "machine", machine))
                .orElseGet(() -> ui.text("groups.sentence.late"));
    }

    /** How often its machines make a point together. */
    static String often(Ui ui, GroupView group) {
        var crash = ui.format().set(Duration.ofSeconds(group.crashPointSeconds()));
        return group.appPointSeconds() == 0
                ? ui.text("groups.often", "interval", crash)
                : ui.text(
                        "groups.often.app",
                        "interval",
                        crash,
                        "app",
                        ui.format().set(Duration.ofSeconds(group.appPointSeconds())));
    }
}
