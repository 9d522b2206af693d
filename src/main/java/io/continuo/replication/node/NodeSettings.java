package io.continuo.replication.node;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.EnrolRequest;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a component is and where it works.
 *
 * @param name stable for this component; the same name is the same component
 * @param data its directory; made if missing
 * @param siteId {@code primary} or {@code recovery}
 * @param dataListen {@code host:port} of its data port, for roles in other processes; none inside
 *     the configuration server's own process
 * @param dataAddress how others reach that port; {@code local} where there is none
 * @param barrierListen {@code host:port} where its agent answers the consistency groups of its
 *     machines, for members captured elsewhere
 * @param nbdTcp where disks are served beside the socket file; port 0 takes a free one
 */
public record NodeSettings(
        String name,
        Path data,
        Set<ComponentRole> roles,
        String siteId,
        Optional<String> dataListen,
        String dataAddress,
        Optional<InetSocketAddress> nbdTcp,
        String version,
        Optional<String> barrierListen) {
    /** The address of a role in the same process. */
    public static final String LOCAL = EnrolRequest.LOCAL;

    public NodeSettings {
        roles = Set.copyOf(roles);
    }

    /** Its machines share points with machines of the same component only. */
    public NodeSettings(
            String name,
            Path data,
            Set<ComponentRole> roles,
            String siteId,
            Optional<String> dataListen,
            String dataAddress,
            Optional<InetSocketAddress> nbdTcp,
            String version) {
        this(name, data, roles, siteId, dataListen, dataAddress, nbdTcp, version, Optional.empty());
    }
}
