package io.continuo.server;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How a configuration server runs.
 *
 * @param dataDirectory everything it keeps; made if missing
 * @param port to listen on; 0 takes any free one
 * @param bindAddress an address of this computer, or {@code 0.0.0.0}
 * @param name of the deployment, for people
 * @param lab whether it holds a sample site, where faults may be injected
 * @param clock where its times come from
 */
public record ServerSettings(
        Path dataDirectory, int port, String bindAddress, String name, boolean lab, Clock clock) {
    /** Control port when not root (DOMAIN.md: ports). */
    public static final int DEFAULT_PORT = 8443;

    public static final String LOOPBACK = "127.0.0.1";

    public static ServerSettings in(Path dataDirectory) {
        return new ServerSettings(
                dataDirectory, DEFAULT_PORT, LOOPBACK, "Continuo", false, Clock.systemUTC());
    }

    public ServerSettings withPort(int value) {
        return new ServerSettings(dataDirectory, value, bindAddress, name, lab, clock);
    }

    public ServerSettings withBindAddress(String value) {
        return new ServerSettings(dataDirectory, port, value, name, lab, clock);
    }

    public ServerSettings withName(String value) {
        return new ServerSettings(dataDirectory, port, bindAddress, value, lab, clock);
    }

    public ServerSettings withLab(boolean value) {
        return new ServerSettings(dataDirectory, port, bindAddress, name, value, clock);
    }

    public ServerSettings withClock(Clock value) {
        return new ServerSettings(dataDirectory, port, bindAddress, name, lab, value);
    }
}
