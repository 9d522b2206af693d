package io.continuo.replication.nbd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Accepts clients at one address. */
final class NbdListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NbdListener.class);

    /** Between two tries to accept when the system has no file descriptors left. */
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocketChannel channel;
    private final Consumer<SocketChannel> newcomers;
    private final SocketAddress address;
    private Thread thread;

    NbdListener(ServerSocketChannel channel, Consumer<SocketChannel> newcomers) throws IOException {
        this.channel = channel;
        this.newcomers = newcomers;
        this.address = channel.getLocalAddress();
    }

    SocketAddress address() {
        return address;
    }

    void start() {
        thread = Thread.ofVirtual().name("nbd-accept").start(this::accept);
    }

    private void accept() {
        while (channel.isOpen()) {
            try {
                newcomers.accept(channel.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("cannot accept NBD clients at {}: {}", address, e.toString());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (address instanceof UnixDomainSocketAddress unix) {
            Files.deleteIfExists(unix.getPath());
        }
        if (thread != null) {
            thread.interrupt();
        }
    }
}
