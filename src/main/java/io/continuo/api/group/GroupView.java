package io.continuo.api.group;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A consistency group: machines that share recovery points.
 *
 * @param machines names of its members, sorted
 * @param crashPointSeconds a shared point this often: the shortest interval of its members'
 *     policies
 * @param appPointSeconds a shared app-consistent point this often; 0 for none
 * @param sharedPoints how many points all its members hold
 * @param newestShared time of the newest of them
 */
public record GroupView(
        String id,
        String name,
        List<String> machines,
        long crashPointSeconds,
        long appPointSeconds,
        int sharedPoints,
        Optional<Instant> newestShared) {}
