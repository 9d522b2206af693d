package io.continuo.console.groups;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import java.util.Optional;

/** A machine that may become a member. */
final class Candidate {
    private final String name;
    private final Optional<String> elsewhere;
    private final BooleanProperty chosen = new SimpleBooleanProperty();

    /**
     * @param elsewhere the other group it is in, which keeps it out of this one
     */
    Candidate(String name, Optional<String> elsewhere, boolean member) {
        this.name = name;
        this.elsewhere = elsewhere;
        chosen.set(member);
    }

    String name() {
        return name;
    }

    Optional<String> elsewhere() {
        return elsewhere;
    }

    BooleanProperty chosen() {
        return chosen;
    }

    /** Chooses it, or no longer; one in another group stays out. */
    void toggle() {
        if (elsewhere.isEmpty()) {
            chosen.set(!chosen.get());
        }
    }
}
