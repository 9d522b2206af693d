package io.continuo.api.component;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enrolled component as an administrator sees it.
 *
 * @param dataAddress where others send changes to; {@code local} inside the server's own process,
 *     empty until it has started once
 * @param lastHeard by the server's clock; empty if not since the server started
 * @param certificateExpiresAt end of its newest certificate; empty for a component inside the
 *     server's own process, which needs none
 */
public record ComponentView(
        String id,
        String name,
        List<ComponentRole> roles,
        String siteId,
        String dataAddress,
        String version,
        ComponentState state,
        Optional<Instant> lastHeard,
        Optional<Instant> certificateExpiresAt) {}
