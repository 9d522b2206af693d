package io.continuo.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a configuration server runs.
 *
 * @param dataDirectory everything it keeps; made if missing
 * @param port to listen on; 0 takes any free one
 * @param bindAddress an address of this computer, or {@code 0.0.0.0}
 * @param name of the deployment, for people
 * @param lab whether it holds a sample site, where faults may be injected
 * @param certificateLife of components' certificates
 * @param clock where its times come from
 */
public record ServerSettings(
        Path dataDirectory,
        int port,
        String bindAddress,
        String name,
        boolean lab,
        Duration certificateLife,
        Clock clock) {
    /** Control port when not root (DOMAIN.md: ports). */
    public static final int DEFAULT_PORT = 8443;

    public static final String LOOPBACK = "127.0.0.1";

    /** Renewed after two thirds, so a component may be away for a month. */
    public static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);

    public static ServerSettings in(Path dataDirectory) {
        return new ServerSettings(
                dataDirectory,
                DEFAULT_PORT,
                LOOPBACK,
                "Continuo",
                false,
                CERTIFICATE_LIFE,
                Clock.systemUTC());
    }

    public ServerSettings withPort(int value) {
        return new ServerSettings(
                dataDirectory, value, bindAddress, name, lab, certificateLife, clock);
    }

    public ServerSettings withBindAddress(String value) {
        return new ServerSettings(dataDirectory, port, value, name, lab, certificateLife, clock);
    }

    public ServerSettings withName(String value) {
        return new ServerSettings(
                dataDirectory, port, bindAddress, value, lab, certificateLife, clock);
    }

    public ServerSettings withLab(boolean value) {
        return new ServerSettings(
                dataDirectory, port, bindAddress, name, value, certificateLife, clock);
    }

    public ServerSettings withCertificateLife(Duration value) {
        return new ServerSettings(dataDirectory, port, bindAddress, name, lab, value, clock);
    }

    public ServerSettings withClock(Clock value) {
        return new ServerSettings(
                dataDirectory, port, bindAddress, name, lab, certificateLife, value);
    }
}
