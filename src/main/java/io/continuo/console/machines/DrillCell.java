package io.continuo.console.machines;

import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.AgeLabel;
import io.continuo.console.ui.Slot;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;

import java.time.Instant;
import java.util.function.Supplier;

/** When the last drill ended, that one runs, or that there was none. */
final class DrillCell extends MachineCell {
    private final Ui ui;
    private final AgeLabel age;
    private final Label word = Texts.body("");
    private final Slot place = new Slot(Pos.CENTER_RIGHT);
    private boolean failed;

    DrillCell(Ui ui, Supplier<Instant> now) {
        this.ui = ui;
        age = Styles.add(new AgeLabel(ui, now, this::words), Styles.BODY);
    }

    @Override
    void showMachine(MachineView machine) {
        if (machine.testFailover().isPresent()) {
            say(ui.text("machines.drill.runs"), false);
        } else if (machine.lastDrill().isEmpty()) {
            say(ui.text("machines.drill.never"), true);
        } else {
            var drill = machine.lastDrill().get();
            failed = !drill.succeeded();
            Styles.state(age, failed ? Health.WARNING : Health.HEALTHY);
            age.show(drill.endedAt());
            place.put(age);
        }
    }

    @Override
    void showGroup(GroupSummary group) {
        place.clear();
    }

    private void say(String text, boolean quiet) {
        word.setText(text);
        Styles.toggle(word, Styles.MUTED, quiet);
        place.put(word);
    }

    private String words(Instant time, Instant now) {
        String relative = ui.format().relative(time, now);
        return failed ? ui.text("machines.drill.failed", "relative", relative) : relative;
    }

    @Override
    public Node node() {
        return place;
    }
}
