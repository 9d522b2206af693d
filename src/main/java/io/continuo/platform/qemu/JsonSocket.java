package io.continuo.platform.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * JSON objects, a line each, over a socket file: how QEMU's monitor and its guest agent speak. A
 * thread of its own receives, so that waiting for an answer has a limit.
 */
final class JsonSocket implements AutoCloseable {
    private final JsonMapper mapper = Json.mapper();
    private final SocketChannel channel;
    private final LinkedBlockingQueue<Optional<JsonNode>> received = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    private JsonSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects.
     *
     * @param wanted whether something received is kept for {@link #next}
     */
    static JsonSocket connect(Path socket, Predicate<JsonNode> wanted) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
        JsonSocket json = new JsonSocket(channel);
        Thread.ofVirtual().name("qemu-" + socket.getFileName()).start(() -> json.receive(wanted));
        return json;
    }

    private void receive(Predicate<JsonNode> wanted) {
        try (BufferedReader lines =
                new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // The guest agent puts bytes that are no text before an answer, to mark its start.
                int start = line.indexOf('{');
                if (start >= 0) {
                    JsonNode node = mapper.readTree(line.substring(start));
                    if (wanted.test(node)) {
                        received.add(Optional.of(node));
                    }
                }
            }
        } catch (IOException e) {
            // Closed, here or there; or it speaks something else, which ends it as well.
        } finally {
            ended = true;
            received.add(Optional.empty());
        }
    }

    void send(Object message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(mapper.writeValueAsBytes(message));
        ByteBuffer all = ByteBuffer.allocate(bytes.remaining() + 1);
        all.put(bytes).put((byte) '\n').flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /**
     * The next one received.
     *
     * @throws IOException the other side has gone
     * @throws InterruptedIOException nothing came in time
     */
    JsonNode next(Duration limit) throws IOException {
        Optional<JsonNode> one;
        try {
            one = received.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (one == null) {
            throw new InterruptedIOException("no answer within " + limit.toSeconds() + " s");
        }
        if (one.isEmpty()) {
            received.add(one);
            throw new IOException("the connection ended");
        }
        return one.get();
    }

    /** Whether the other side has gone. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
