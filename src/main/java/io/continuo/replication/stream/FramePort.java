package io.continuo.replication.stream;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
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

    private final ServerSocketChannel listener;
    private final FrameLink.Dialer inside;
    private final FramePool pool;
    private final Set<FramePortPeer> peers = ConcurrentHashMap.newKeySet();

    private FramePort(ServerSocketChannel listener, FrameLink.Dialer inside, FramePool pool) {
        this.listener = listener;
        this.inside = inside;
        this.pool = pool;
    }

    /**
     * Listens.
     *
     * @param address {@code host:port}; port 0 takes a free one
     * @param inside where senders are let in to
     * @throws io.continuo.api.error.ContinuoException the port is taken
     */
    public static FramePort open(String address, FrameLink.Dialer inside, FramePool pool)
            throws IOException {
        InetSocketAddress wanted = TcpDialer.parse(address);
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
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
        FramePort port = new FramePort(listener, inside, pool);
        Thread.ofVirtual().name("data-port").start(port::accept);
        return port;
    }

    /** The port it listens on. */
    public int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                FramePortPeer peer = new FramePortPeer(new FrameChannel(channel, pool), inside);
                peers.add(peer);
                Thread.ofVirtual().name("data-port-peer").start(() -> serve(peer));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("The data port could not let a sender in: {}", e.getMessage());
            }
        }
    }

    private void serve(FramePortPeer peer) {
        try (peer) {
            peer.serve();
        } finally {
            peers.remove(peer);
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        peers.forEach(FramePortPeer::close);
    }
}
