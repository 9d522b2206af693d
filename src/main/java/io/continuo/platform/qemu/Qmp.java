package io.continuo.platform.qemu;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * QEMU's monitor protocol, of a running QEMU or storage daemon. Safe for use by several threads;
 * commands go one at a time. Events are not kept.
 *
 * <p>Source: QEMU, docs/interop/qmp-spec.
 */
public final class Qmp implements AutoCloseable {
    private static final Duration GREETING = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final JsonSocket socket;
    private long id;

    private Qmp(JsonSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects and negotiates.
     *
     * @throws IOException nothing listens there, it is no QEMU, or its monitor has another user: it
     *     serves one at a time
     */
    public static Qmp connect(Path path) throws IOException {
        JsonSocket socket = JsonSocket.connect(path, node -> !node.has("event"));
        try {
            if (!socket.next(GREETING).has("QMP")) {
                throw new IOException("what answers is no QEMU monitor");
            }
            Qmp qmp = new Qmp(socket);
            qmp.execute("qmp_capabilities", Map.of());
            return qmp;
        } catch (InterruptedIOException e) {
            socket.close();
            throw new IOException(
                    "its monitor serves one user at a time and seems to have another", e);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Runs a command.
     *
     * @return what it returns
     * @throws QmpException QEMU refused it; the connection stays usable
     * @throws IOException any other: the connection is of no use any more
     */
    public synchronized JsonNode execute(String command, Map<String, ?> arguments)
            throws IOException {
        long mine = ++id;
        socket.send(Map.of("execute", command, "arguments", arguments, "id", mine));
        while (true) {
            JsonNode answer = socket.next(ANSWER);
            if (answer.path("id").asLong() != mine) {
                continue;
            }
            if (answer.has("error")) {
                throw new QmpException(
                        command,
                        answer.path("error").path("class").asText(),
                        answer.path("error").path("desc").asText());
            }
            return answer.path("return");
        }
    }

    /** Whether QEMU has gone. */
    public boolean ended() {
        return socket.ended();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
