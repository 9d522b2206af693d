package io.continuo.platform.qemu;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a disk is served: an export behind a socket file, or behind a port.
 *
 * @param socket the socket file; empty for a port
 * @param host meant where there is no socket
 */
record DiskAddress(Optional<Path> socket, String host, int port, String export) {
    private static final int NBD_PORT = 10809;
    private static final String SOCKET = "socket=";

    /** A server that is only just starting is waited for. */
    private static final int OPEN_SECONDS = 5;

    /**
     * Reads {@code nbd+unix:///export?socket=/path} or {@code nbd://host:port/export}.
     *
     * @throws io.continuo.api.error.ContinuoException it is neither
     */
    static DiskAddress parse(String text) {
        try {
            URI uri = URI.create(text);
            String path = uri.getPath() == null ? "" : uri.getPath();
            String export = path.startsWith("/") ? path.substring(1) : path;
            if ("nbd+unix".equals(uri.getScheme())
                    && uri.getQuery() != null
                    && uri.getQuery().startsWith(SOCKET)) {
                Path socket = Path.of(uri.getQuery().substring(SOCKET.length()));
                return new DiskAddress(Optional.of(socket), "", 0, export);
            }
            if ("nbd".equals(uri.getScheme()) && uri.getHost() != null) {
                String host = uri.getHost().replace("[", "").replace("]", "");
                int port = uri.getPort() < 0 ? NBD_PORT : uri.getPort();
                return new DiskAddress(Optional.empty(), host, port, export);
            }
        } catch (IllegalArgumentException e) {
            throw unusable(text).toException(e);
        }
        throw unusable(text).toException();
    }

    private static Problem unusable(String text) {
        return Problem.of(
                ErrorCode.BAD_REQUEST,
                "A machine cannot be given the disk " + text + ".",
                "That is no address of an NBD export.",
                "Give nbd+unix:///EXPORT?socket=/PATH or nbd://HOST:PORT/EXPORT.",
                text);
    }

    /**
     * QEMU's block node for it.
     *
     * @param link what stands for the socket file in the run's directory
     * @param reconnectSeconds how long requests wait for a server that has gone
     */
    Map<String, Object> node(String name, String link, long reconnectSeconds) {
        Map<String, Object> server =
                socket.isPresent()
                        ? Map.of("type", "unix", "path", link)
                        : Map.of("type", "inet", "host", host, "port", Integer.toString(port));
        return Map.of(
                "driver",
                "nbd",
                "node-name",
                name,
                "server",
                server,
                "export",
                export,
                "reconnect-delay",
                reconnectSeconds,
                "open-timeout",
                OPEN_SECONDS,
                "discard",
                "unmap");
    }
}
