package io.continuo.replication.stream;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data port of a process server or master target: lets senders in from the network and hands
 * each to a dialer, as if it had dialled inside the process.
 */
public final class FramePort implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FramePort.class);
    private static final int BACKLOG = 128;
    private static final int BUFFER = 4 << 20;

    private final ServerSocket listener;
    private final FrameLink.Dialer inside;
    private final FramePool pool;
    private final LineSecurity security;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<Long, FramePortPeer> links = new ConcurrentHashMap<>();

    private FramePort(
            ServerSocket listener, FrameLink.Dialer inside, FramePool pool, LineSecurity security) {
        this.listener = listener;
        this.inside = inside;
        this.pool = pool;
        this.security = security;
    }

    /**
     * Listens.
     *
     * @param address {@code host:port}; port 0 takes a free one
     * @param inside where senders are let in to
     * @throws io.continuo.api.error.ContinuoException the port is taken
     */
    public static FramePort open(
            String address, FrameLink.Dialer inside, FramePool pool, LineSecurity security)
            throws IOException {
        InetSocketAddress wanted = TcpDialer.parse(address);
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.setReceiveBufferSize(BUFFER);
            listener.bind(new InetSocketAddress(wanted.getHostString(), wanted.getPort()), BACKLOG);
        } catch (BindException e) {
            listener.close();
            throw Problem.of(
                            ErrorCode.PORT_IN_USE,
                            "The data port cannot listen at " + address + ".",
                            "Another program has this port, or the address is not this machine's.",
                            "Stop that program, or choose another data port.",
                            address)
                    .toException(e);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        FramePort port = new FramePort(listener, inside, pool, security);
        Thread.ofVirtual().name("data-port").start(port::accept);
        return port;
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().name("data-port-peer").start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("The data port could not let a sender in: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = security.accepted(socket);
            try (FramePortPeer peer =
                    new FramePortPeer(new FrameChannel(wire, pool), inside, links)) {
                peer.serve();
            }
        } catch (IOException e) {
            LOG.warn(
                    "Data port: {} was not let in: {}",
                    socket.getRemoteSocketAddress(),
                    e.getMessage());
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
