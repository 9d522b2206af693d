package io.continuo.server.health;

import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.server.domain.Machine;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.inventory.LiveFacts;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells when a master target cannot work for a machine, and when it can again. */
final class ReplicaProblems {
    private final LiveFacts facts;
    private final EventLog events;
    private final Map<String, Problem> known = new HashMap<>();

    ReplicaProblems(LiveFacts facts, EventLog events) {
        this.facts = facts;
        this.events = events;
    }

    static Optional<Problem> of(LiveFacts facts, String machineId) {
        return facts.replica(machineId).flatMap(replica -> replica.report().problem());
    }

    void look(Machine machine) {
        Optional<Problem> is = of(facts, machine.id());
        Problem was =
                is.isPresent() ? known.put(machine.id(), is.get()) : known.remove(machine.id());
        if (is.isPresent() && (was == null || was.code() != is.get().code())) {
            events.raise(began(machine, is.get()), Optional.of(machine));
        } else if (is.isEmpty() && was != null) {
            events.raise(
                    EventText.info(
                            "REPLICA_WELL",
                            "The master target works for " + machine.name() + " again.",
                            Map.of("machine", machine.name())),
                    Optional.of(machine));
        }
    }

    private static EventText began(Machine machine, Problem problem) {
        return new EventText(
                Severity.CRITICAL,
                "REPLICA_PROBLEM",
                problem.message(),
                problem.cause(),
                problem.correction(),
                Map.of("machine", machine.name(), "code", problem.code().name()));
    }
}
