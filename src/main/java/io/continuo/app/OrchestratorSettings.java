package io.continuo.app;

import io.continuo.api.component.ComponentRole;
import io.continuo.server.ServerSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How all roles run in one process.
 *
 * @param data directory of everything they keep
 * @param port of the configuration server; 0 takes any free one
 * @param bindAddress of the configuration server
 * @param name of the deployment, for people
 * @param lab whether it holds a sample site
 * @param nbdPort TCP port on loopback where disks are served too; without one they are served on a
 *     unix socket only
 * @param roles that run in this process beside the configuration server
 * @param dataPort {@code host:port} where roles in other processes are let in; without one they
 *     cannot reach those in this one
 * @param dataAddress how others reach that port; follows from it unless told
 * @param certificateLife of components in processes of their own
 */
public record OrchestratorSettings(
        Path data,
        int port,
        String bindAddress,
        String name,
        boolean lab,
        OptionalInt nbdPort,
        Set<ComponentRole> roles,
        Optional<String> dataPort,
        Optional<String> dataAddress,
        Duration certificateLife) {
    private static final String LOOPBACK = "127.0.0.1";

    /** On loopback, on any free port. */
    public static OrchestratorSettings embedded(Path data, String name) {
        return allRoles(data, 0, LOOPBACK, name, false, OptionalInt.empty());
    }

    /** Every role, and no lines to other processes. */
    public static OrchestratorSettings allRoles(
            Path data,
            int port,
            String bindAddress,
            String name,
            boolean lab,
            OptionalInt nbdPort) {
        return new OrchestratorSettings(
                data,
                port,
                bindAddress,
                name,
                lab,
                nbdPort,
                EnumSet.allOf(ComponentRole.class),
                Optional.empty(),
                Optional.empty(),
                ServerSettings.CERTIFICATE_LIFE);
    }

    public OrchestratorSettings withLab() {
        return allRoles(data, port, bindAddress, name, true, nbdPort);
    }

    public OrchestratorSettings withRoles(Set<ComponentRole> value) {
        return new OrchestratorSettings(
                data,
                port,
                bindAddress,
                name,
                lab,
                nbdPort,
                value,
                dataPort,
                dataAddress,
                certificateLife);
    }

    public OrchestratorSettings withDataPort(Optional<String> listen, Optional<String> address) {
        return new OrchestratorSettings(
                data,
                port,
                bindAddress,
                name,
                lab,
                nbdPort,
                roles,
                listen,
                address,
                certificateLife);
    }

    public OrchestratorSettings withCertificateLife(Duration value) {
        return new OrchestratorSettings(
                data, port, bindAddress, name, lab, nbdPort, roles, dataPort, dataAddress, value);
    }
}
