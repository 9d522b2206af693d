package io.continuo.api.component;

import java.util.List;

/**
 * A component introduces itself; repeated at every start.
 *
 * @param name stable for this component; the same name is the same component
 * @param roles what it does
 * @param siteId {@code primary} or {@code recovery}
 * @param dataAddress where its data port listens, {@code host:port}; {@code local} inside the
 *     server's own process without a data port; empty for one that only dials
 */
public record EnrolRequest(
        String name, List<ComponentRole> roles, String siteId, String dataAddress, String version) {
    /** The address of a component inside the server's own process that has no data port. */
    public static final String LOCAL = "local";
}
