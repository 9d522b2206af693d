package io.continuo.server.domain;

import java.util.List;

/**
 * A consistency group as stored.
 *
 * @param version rises with every change of its members
 * @param machineIds its members
 */
public record Group(String id, String name, long version, List<String> machineIds) {
    public Group {
        machineIds = List.copyOf(machineIds);
    }
}
