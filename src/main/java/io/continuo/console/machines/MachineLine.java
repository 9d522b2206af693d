package io.continuo.console.machines;

import io.continuo.console.state.MachineRow;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A line of the list: a machine, or the head of a group of them. Stable by identity. */
sealed interface MachineLine {
    /** What the line shows now: a {@code MachineView} or a {@link GroupSummary}. */
    ReadOnlyObjectProperty<?> facts();

    /** A machine's line. */
    record Machine(MachineRow row) implements MachineLine {
        @Override
        public ReadOnlyObjectProperty<?> facts() {
            return row.viewProperty();
        }
    }

    /** A group's line; its summary changes in place. */
    final class Group implements MachineLine {
        private final String key;
        private final ReadOnlyObjectWrapper<GroupSummary> summary = new ReadOnlyObjectWrapper<>();

        Group(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        GroupSummary summary() {
            return summary.get();
        }

        void show(GroupSummary newSummary) {
            summary.set(newSummary);
        }

        @Override
        public ReadOnlyObjectProperty<?> facts() {
            return summary.getReadOnlyProperty();
        }
    }
}
