package io.continuo.server.health;

import io.continuo.api.topology.ServerRole;
import io.continuo.server.domain.Component;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What servers are called: a component that plays several roles is told apart by each. */
final class ServerNames {
    private ServerNames() {}

    static String of(Component component, ServerRole role) {
        return component.roles().size() > 1
                ? prefix(role) + "-" + host(component.name())
                : component.name();
    }

    static String configurationServer() {
        try {
            return prefix(ServerRole.CONFIGURATION_SERVER)
                    + "-"
                    + host(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return "cs-this-computer";
        }
    }

    private static String prefix(ServerRole role) {
        return switch (role) {
            case MOBILITY_SERVICE -> "agent";
            case PROCESS_SERVER -> "ps";
            case MASTER_TARGET -> "mt";
            case CONFIGURATION_SERVER -> "cs";
        };
    }

    /** A host's name without its domain; an address stays whole. */
    private static String host(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && !name.matches("[0-9.]+") ? name.substring(0, dot) : name;
    }
}
