package io.continuo.replication.consistency;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.replication.stream.CallLink;
import io.continuo.replication.stream.LineSecurity;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A member captured by another agent, and the port that agent answers on. */
public final class RemoteMember implements BarrierMember, Closeable {
    private static final JsonMapper JSON = Json.mapper();

    private final CallLink link;

    /**
     * @param address {@code host:port} of that agent's consistency port
     */
    public RemoteMember(String address, LineSecurity security) {
        this.link = new CallLink(address, security);
    }

    @Override
    public BarrierReply call(BarrierCall call, Duration limit) throws IOException {
        byte[] answer = link.call(JSON.writerFor(BarrierCall.class).writeValueAsBytes(call), limit);
        return JSON.readValue(answer, BarrierReply.class);
    }

    /** Answers one call that came over a line. */
    public static byte[] answer(BarrierMember here, byte[] request) {
        try {
            BarrierCall call = JSON.readValue(request, BarrierCall.class);
            return JSON.writeValueAsBytes(here.call(call, Duration.ZERO));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
