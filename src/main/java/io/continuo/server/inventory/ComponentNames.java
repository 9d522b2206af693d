package io.continuo.server.inventory;

import io.continuo.api.component.ComponentRole;
import io.continuo.server.domain.Refusals;

import java.util.List;

/** What a component may be called. */
final class ComponentNames {
    private static final int LONGEST = 200;

    private ComponentNames() {}

    /**
     * @param others further texts the component says of itself
     * @throws io.continuo.api.error.ContinuoException it cannot enrol so
     */
    static void check(String name, List<ComponentRole> roles, String... others) {
        boolean tooLong = name.length() > LONGEST;
        for (String text : others) {
            tooLong |= text.length() > LONGEST;
        }
        if (name.isBlank() || tooLong || roles.isEmpty()) {
            throw Refusals.badRequest(
                            "The component cannot enrol.",
                            "It has no name, a text of more than 200 characters, or no role.",
                            "Give it a name and at least one role.")
                    .toException();
        }
    }
}
