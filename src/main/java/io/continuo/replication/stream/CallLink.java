package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Calls another agent's {@link CallPort}; connects when needed, and again after a failure. */
public final class CallLink implements Closeable {
    private final InetSocketAddress address;
    private final LineSecurity security;
    private CallLine line;

    /**
     * @param address {@code host:port}
     */
    public CallLink(String address, LineSecurity security) {
        this.address = TcpDialer.parse(address);
        this.security = security;
    }

    /**
     * Asks and waits; one call at a time.
     *
     * @throws IOException no answer came in time; whether the call arrived is not known
     */
    public synchronized byte[] call(byte[] request, Duration limit) throws IOException {
        int millis = Math.toIntExact(Math.max(1, limit.toMillis()));
        try {
            if (line == null) {
                line = connect(millis);
            }
            line.limit(millis);
            line.write(request);
            return line.read();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private CallLine connect(int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(address.getHostString(), address.getPort()), millis);
            socket.setSoTimeout(millis);
            Wire wire = security.dialled(socket);
            wire.demand(ComponentRole.AGENT);
            return new CallLine(socket, wire);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (line != null) {
            CallLine ended = line;
            line = null;
            ended.close();
        }
    }
}
