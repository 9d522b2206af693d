package io.continuo.platform.qemu;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The QEMU guest agent of one guest, over the socket QEMU gives its channel. The agent has no
 * sessions: what an earlier client did not wait for is still answered, so each connection begins by
 * reading up to an answer that can only be its own.
 *
 * <p>Source: QEMU, docs/interop/qemu-ga-ref.
 */
public final class GuestAgent implements AutoCloseable {
    private static final int NUMBERS = 1 << 30;

    private final JsonSocket socket;

    private GuestAgent(JsonSocket socket) {
        this.socket = socket;
    }

    /**
     * Connects, and waits until the agent answers.
     *
     * @param limit for the agent to answer; the socket is QEMU's, and open whether there is an
     *     agent in the guest or not
     */
    public static GuestAgent connect(Path path, Duration limit) throws IOException {
        JsonSocket socket = JsonSocket.connect(path, node -> true);
        try {
            GuestAgent agent = new GuestAgent(socket);
            agent.sync(limit);
            return agent;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void sync(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        int mine = ThreadLocalRandom.current().nextInt(1, NUMBERS);
        socket.send(Map.of("execute", "guest-sync", "arguments", Map.of("id", mine)));
        while (socket.next(left(deadline)).path("return").asInt(-1) != mine) {}
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Holds the guest's file systems still, with everything written out; how many. */
    public int freeze(Duration limit) throws IOException {
        return execute("guest-fsfreeze-freeze", limit).asInt();
    }

    /** Lets them go on; how many stood still. */
    public int thaw(Duration limit) throws IOException {
        return execute("guest-fsfreeze-thaw", limit).asInt();
    }

    /** Whether any stands still. */
    public boolean frozen(Duration limit) throws IOException {
        return execute("guest-fsfreeze-status", limit).asText().equals("frozen");
    }

    /** Shuts the guest's system down; it answers to that with silence, or with nothing at all. */
    public void shutDown() throws IOException {
        socket.send(Map.of("execute", "guest-shutdown"));
    }

    private JsonNode execute(String command, Duration limit) throws IOException {
        socket.send(Map.of("execute", command));
        JsonNode answer = socket.next(limit);
        if (answer.has("error")) {
            throw new QmpException(
                    command,
                    answer.path("error").path("class").asText(),
                    answer.path("error").path("desc").asText());
        }
        return answer.path("return");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
