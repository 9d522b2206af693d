package io.continuo.replication.nbd;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.nbd.NbdUri;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves {@link NbdExport}s to QEMU, libnbd and other NBD clients, over socket files and TCP.
 *
 * <p>Exports come and go while it runs. Each client has a platform thread of its own: measured, it
 * is half again as fast as any other arrangement. Clients may send anything; at worst they lose
 * their connection.
 */
public final class NbdServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NbdServer.class);

    private final ChunkPool pool;
    private final NbdLimits limits;
    private final ExportTable exports = new ExportTable();
    private final List<NbdListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<NbdConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong nextPeer = new AtomicLong();
    private volatile boolean closed;

    /**
     * @param pool what requests are received into
     */
    public NbdServer(ChunkPool pool, NbdLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /**
     * Listens on a socket file. One left behind by a server that died is replaced.
     *
     * @throws io.continuo.api.error.ContinuoException PORT_IN_USE: a living server has it
     */
    public void listen(Path socket) throws IOException {
        listen(SocketFile.bind(socket));
    }

    /**
     * Listens on a TCP port, any free one if it is 0.
     *
     * @return the address it got
     * @throws io.continuo.api.error.ContinuoException PORT_IN_USE: someone else has it
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(address);
        } catch (BindException e) {
            channel.close();
            throw portInUse(address, e);
        }
        listen(channel);
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /**
     * Serves an export from now on.
     *
     * @throws IllegalArgumentException its name is taken
     */
    public void add(NbdExport export) {
        if (!exports.add(new ServedExport(export))) {
            throw new IllegalArgumentException("there is an export of that name: " + export.name());
        }
    }

    /**
     * Stops serving an export: new clients are refused, requests in flight finish, then its clients
     * are hung up on. Afterwards nobody is inside the export.
     *
     * @return whether there was one of that name
     */
    public boolean remove(String name) {
        var removed = exports.remove(name);
        removed.ifPresent(export -> export.close(limits.drain()));
        return removed.isPresent();
    }

    /** Names of the exports served. */
    public List<String> exports() {
        return exports.all().stream().map(served -> served.export().name()).toList();
    }

    /** Clients attached to an export; 0 if there is no such export. */
    public int attached(String name) {
        return exports.find(name).map(ServedExport::attached).orElse(0);
    }

    /** Where clients find an export: over the first address listened on. */
    public NbdUri uri(String export) {
        return switch (listeners.getFirst().address()) {
            case UnixDomainSocketAddress unix -> new NbdUri.Unix(unix.getPath(), export);
            case InetSocketAddress tcp ->
                    new NbdUri.Tcp(tcp.getAddress().getHostAddress(), tcp.getPort(), export);
            default -> throw new IllegalStateException("not listening");
        };
    }

    /** Stops listening, removes every export as {@link #remove} does, ends negotiations. */
    @Override
    public void close() {
        closed = true;
        for (NbdListener listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                LOG.warn("closing NBD listener {} failed", listener.address(), e);
            }
        }
        exports().forEach(this::remove);
        connections.forEach(NbdConnection::cut);
    }

    private void listen(ServerSocketChannel channel) throws IOException {
        NbdListener listener = new NbdListener(channel, this::welcome);
        listeners.add(listener);
        listener.start();
    }

    private void welcome(SocketChannel channel) {
        try {
            String address = "unix";
            if (channel.getRemoteAddress() instanceof InetSocketAddress tcp) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                address = tcp.getAddress().getHostAddress() + ":" + tcp.getPort();
            }
            NbdPeer peer = new NbdPeer(nextPeer.incrementAndGet(), address);
            if (closed || connections.size() >= limits.connections()) {
                LOG.warn("NBD client {}: refused, {} connections", peer, connections.size());
                channel.close();
                return;
            }
            serve(new NbdConnection(channel, peer, exports, pool, limits), peer);
        } catch (IOException e) {
            LOG.info("an NBD client left before it was welcomed: {}", e.toString());
        }
    }

    private void serve(NbdConnection connection, NbdPeer peer) {
        connections.add(connection);
        Thread.ofPlatform()
                .daemon()
                .name("nbd-" + peer.id())
                .start(() -> {
                    try {
                        connection.run();
                    } finally {
                        connections.remove(connection);
                    }
                });
    }

    private static RuntimeException portInUse(InetSocketAddress address, BindException e) {
        return Problem.of(
                        ErrorCode.PORT_IN_USE,
                        "Disks cannot be served on " + address + ".",
                        "The system refused the address: " + e.getMessage() + ".",
                        "Stop what uses it, or choose another port.",
                        address.toString())
                .toException(e);
    }
}
