package io.continuo.server.inventory;

import io.continuo.api.event.Severity;
import io.continuo.api.machine.DataState;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;

import java.util.Map;
import java.util.Optional;

/**
 * Raises an event when a machine's data state changes; what it was is stored, so none is missed or
 * told twice when the server starts again.
 */
final class DataStateEvents {
    private final EventLog events;

    DataStateEvents(EventLog events) {
        this.events = events;
    }

    void changed(DataState was, Machine machine) {
        DataState is = machine.dataState();
        if (is == was) {
            return;
        }
        Map<String, String> args = Map.of("machine", machine.name(), "cause", machine.dataCause());
        Optional<EventText> text =
                switch (is) {
                    case RESYNC_REQUIRED ->
                            Optional.of(
                                    new EventText(
                                            Severity.WARNING,
                                            "RESYNC_REQUIRED",
                                            "The machine " + machine.name() + " needs a resync.",
                                            machine.dataCause(),
                                            "It starts by itself once the line is up and its"
                                                    + " policy's window is open.",
                                            args));
                    case RESYNCING ->
                            Optional.of(
                                    new EventText(
                                            Severity.INFO,
                                            "RESYNC_STARTED",
                                            "A resync of " + machine.name() + " has begun.",
                                            machine.dataCause(),
                                            "",
                                            args));
                    case ERROR ->
                            Optional.of(
                                    new EventText(
                                            Severity.CRITICAL,
                                            "REPLICATION_FAILED",
                                            "Replication of " + machine.name() + " stopped.",
                                            machine.dataCause(),
                                            "Put right what its cause names.",
                                            args));
                    case DELTA ->
                            was == DataState.RESYNCING || was == DataState.RESYNC_REQUIRED
                                    ? Optional.of(
                                            EventText.info(
                                                    "RESYNC_ENDED",
                                                    "The resync of "
                                                            + machine.name()
                                                            + " has ended.",
                                                    args))
                                    : Optional.empty();
                    case NONE, INITIAL, FINALIZING, PAUSED, FROZEN -> Optional.empty();
                };
        text.ifPresent(event -> events.raise(event, Optional.of(machine)));
    }
}
