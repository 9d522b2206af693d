package io.continuo.console.machines;

import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Measure;
import io.continuo.console.fx.Ui;
import io.continuo.console.ui.AgeLabel;
import io.continuo.console.ui.Quantity;
import io.continuo.console.ui.Slot;
import io.continuo.console.ui.StatusBadge;
import io.continuo.console.ui.Styles;
import io.continuo.console.ui.Texts;
import io.continuo.console.ui.chart.Sparkline;
import io.continuo.console.ui.chart.TimeSeries;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** The simple cells of the list of machines. */
final class MachineCells {
    private MachineCells() {}

    /** Shape and word; of a group its worst state. */
    static final class State extends MachineCell {
        private final StatusBadge badge;

        State(Ui ui) {
            badge = new StatusBadge(ui, io.continuo.api.machine.Health.UNKNOWN);
        }

        @Override
        void showMachine(MachineView machine) {
            badge.show(machine.health());
        }

        @Override
        void showGroup(GroupSummary group) {
            badge.show(group.worst());
        }

        @Override
        public Node node() {
            return badge;
        }
    }

    /** Its name; of a group what its machines have in common. */
    static final class Name extends MachineCell {
        private final Label name = Styles.add(Texts.name(""), "machine-name");
        private final Tooltip whole = new Tooltip();
        private final Function<GroupSummary, String> groupName;

        Name(Function<GroupSummary, String> groupName) {
            this.groupName = groupName;
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            name.setTooltip(whole);
        }

        @Override
        void showMachine(MachineView machine) {
            Styles.toggle(name, Styles.STRONG, false);
            name.setText(machine.name());
            whole.setText(machine.name());
        }

        @Override
        void showGroup(GroupSummary group) {
            Styles.toggle(name, Styles.STRONG, true);
            name.setText(groupName.apply(group));
            whole.setText(name.getText());
        }

        @Override
        public Node node() {
            return name;
        }
    }

    /** RPO as far back as trends reach; of a group how many it is. */
    static final class Trend extends MachineCell {
        private final Sparkline line;
        private final Label count = Texts.muted("");
        private final Slot place = new Slot(Pos.CENTER_LEFT);
        private final Function<String, TimeSeries> series;
        private final Supplier<Duration> span;
        private final Ui ui;

        /**
         * @param series the RPO series of a machine's id
         * @param span how far back lines reach now
         */
        Trend(Ui ui, Function<String, TimeSeries> series, Supplier<Duration> span) {
            this.ui = ui;
            this.span = span;
            this.series = series;
            line = new Sparkline(ui);
            line.setMaxHeight(ui.px(26));
        }

        @Override
        void showMachine(MachineView machine) {
            line.setSpan(span.get());
            line.show(series.apply(machine.id()), machine.rpoLimitSeconds(), machine.health());
            place.put(line);
        }

        @Override
        void showGroup(GroupSummary group) {
            count.setText(
                    ui.text(
                            group.folded() ? "machines.group.folded" : "machines.group.count",
                            "count",
                            group.machines()));
            place.put(count);
        }

        @Override
        public Node node() {
            return place;
        }
    }

    /** A number with its unit. */
    static final class Number extends MachineCell {
        private final Quantity quantity = Styles.add(new Quantity().plain(), "right");
        private final Function<MachineView, Measure> measure;

        Number(Function<MachineView, Measure> measure) {
            this.measure = measure;
        }

        @Override
        void showMachine(MachineView machine) {
            quantity.show(measure.apply(machine));
        }

        @Override
        void showGroup(GroupSummary group) {
            quantity.clear();
        }

        @Override
        public Node node() {
            return quantity;
        }
    }

    /** How old something is, kept true by itself; or a word where there is no such time. */
    static final class Age extends MachineCell {
        private final AgeLabel age;
        private final Label word = Texts.muted("");
        private final Slot place = new Slot(Pos.CENTER_RIGHT);
        private final Function<MachineView, java.util.Optional<Instant>> time;

        Age(
                Ui ui,
                Supplier<Instant> now,
                Function<MachineView, java.util.Optional<Instant>> time,
                String otherwise) {
            this.time = time;
            age = Styles.add(AgeLabel.ago(ui, now), Styles.BODY);
            word.setText(otherwise);
        }

        @Override
        void showMachine(MachineView machine) {
            time.apply(machine)
                    .ifPresentOrElse(
                            instant -> {
                                age.show(instant);
                                place.put(age);
                            },
                            () -> place.put(word));
        }

        @Override
        void showGroup(GroupSummary group) {
            place.clear();
        }

        @Override
        public Node node() {
            return place;
        }
    }
}
