package io.continuo.api.component;

import java.util.List;

/**
 * A component introduces itself; repeated at every start.
 *
 * @param name stable for this component; the same name is the same component
 * @param roles what it does
 * @param siteId {@code primary} or {@code recovery}
 * @param dataAddress where its data port listens, {@code host:port}, or {@code local} inside the
 *     server's own process
 */
public record EnrolRequest(
        String name,
        List<ComponentRole> roles,
        String siteId,
        String dataAddress,
        String version) {}
