package io.continuo.api.component;

import java.util.List;

/**
 * A consistency group, as the agents of its members know it. The agent of the first member
 * coordinates.
 *
 * @param version rises with every change of the group; members agree on it before they are held
 * @param crashPointSeconds a shared crash-consistent point this often
 * @param appPointSeconds a shared app-consistent point this often; 0 for none
 */
public record GroupSpec(
        String groupId,
        String name,
        long version,
        List<Member> members,
        long crashPointSeconds,
        long appPointSeconds) {
    /**
     * A machine of the group.
     *
     * @param barrierAddress {@code host:port} where its agent answers other agents; empty if it
     *     listens nowhere, and then only a coordinator in the same process reaches it
     */
    public record Member(String machineId, String machine, String barrierAddress) {}
}
