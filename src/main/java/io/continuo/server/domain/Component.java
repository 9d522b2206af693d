package io.continuo.server.domain;

import io.continuo.api.component.ComponentRole;

import java.util.List;

/** An enrolled component as stored. */
public record Component(
        String id,
        String name,
        List<ComponentRole> roles,
        String siteId,
        String dataAddress,
        String version) {
    public Component {
        roles = List.copyOf(roles);
    }

    public boolean plays(ComponentRole role) {
        return roles.contains(role);
    }
}
