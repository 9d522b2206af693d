package io.continuo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** As much of QEMU's monitor protocol as starting a mirror takes. */
final class Qmp implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader lines;
    private final ObjectMapper json = new ObjectMapper();

    Qmp(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        lines.readLine();
        call("{\"execute\":\"qmp_capabilities\"}");
    }

    /** Starts a mirror and waits until source and target are the same. */
    void mirror(String source, String target, String mode) throws IOException {
        call(
                """
                {"execute":"blockdev-mirror","arguments":{"job-id":"mirror","device":"%s",\
                "target":"%s","sync":"full","copy-mode":"%s"}}\
                """
                        .formatted(source, target, mode));
        while (!readEvent("BLOCK_JOB_READY")) {}
    }

    private boolean readEvent(String name) throws IOException {
        return read().path("event").asText().equals(name);
    }

    private void call(String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
        JsonNode answer = read();
        while (answer.has("event")) {
            answer = read();
        }
        if (!answer.has("return")) {
            throw new IOException("QEMU refused " + command + ": " + answer);
        }
    }

    private JsonNode read() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("QEMU ended");
        }
        return json.readTree(line);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
