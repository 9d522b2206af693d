package io.continuo.app;

import java.nio.file.Path;
import java.util.OptionalInt;

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
 */
public record OrchestratorSettings(
        Path data, int port, String bindAddress, String name, boolean lab, OptionalInt nbdPort) {
    private static final String LOOPBACK = "127.0.0.1";

    /** On loopback, on any free port. */
    public static OrchestratorSettings embedded(Path data, String name) {
        return new OrchestratorSettings(data, 0, LOOPBACK, name, false, OptionalInt.empty());
    }

    public OrchestratorSettings withLab() {
        return new OrchestratorSettings(data, port, bindAddress, name, true, nbdPort);
    }
}
