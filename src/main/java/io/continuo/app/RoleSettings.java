package io.continuo.app;

import io.continuo.api.component.ComponentRole;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one role runs in a process of its own.
 *
 * @param data its directory; key and certificate are kept there
 * @param server its configuration server; needed at the first start
 * @param fingerprint the server's; needed at the first start
 * @param passphrase to enrol with; needed at the first start
 * @param name of the component; at the first start this computer's and the role's unless told
 * @param siteId {@code primary} or {@code recovery}
 * @param listen {@code host:port} of the data port; empty for an agent, which only dials
 * @param address how others reach the data port; follows from {@code listen} unless told
 * @param consistencyPort {@code host:port} where an agent answers the groups of its machines
 * @param nbdPort TCP port on loopback where disks are served too
 */
public record RoleSettings(
        ComponentRole role,
        Path data,
        Optional<URI> server,
        Optional<String> fingerprint,
        Optional<String> passphrase,
        Optional<String> name,
        String siteId,
        Optional<String> listen,
        Optional<String> address,
        Optional<String> consistencyPort,
        OptionalInt nbdPort) {
    @Override
    public String toString() {
        return "RoleSettings[" + role + ", " + data + "]";
    }
}
