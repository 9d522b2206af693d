package io.continuo.replication.nbd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * One client, from its greeting to its goodbye, on a thread of its own. Whatever the client does
 * ends, at worst, this connection, with one line in the log.
 */
final class NbdConnection {
    private static final Logger LOG = LoggerFactory.getLogger(NbdConnection.class);

    private final SocketChannel channel;
    private final NbdPeer peer;
    private final ExportTable exports;
    private final ChunkPool pool;
    private final NbdLimits limits;
    private volatile boolean finishing;
    private volatile boolean late;

    NbdConnection(
            SocketChannel channel,
            NbdPeer peer,
            ExportTable exports,
            ChunkPool pool,
            NbdLimits limits) {
        this.channel = channel;
        this.peer = peer;
        this.exports = exports;
        this.pool = pool;
        this.limits = limits;
    }

    /** Serves the client; returns when it is gone and never throws. */
    void run() {
        try (channel) {
            Optional<Negotiated> negotiated = negotiate();
            if (negotiated.isPresent()) {
                attend(negotiated.get());
            }
        } catch (Disconnect e) {
            hangUp(e.getMessage());
        } catch (IOException e) {
            hangUp(late ? "it took too long to negotiate" : "the connection broke: " + e);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("NBD client {}: hung up because of a defect", peer, e);
        }
    }

    /** Stops taking requests; those received are served and answered. */
    void finish() {
        finishing = true;
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            cut();
        }
    }

    /** Hangs up now. */
    void cut() {
        finishing = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("NBD client {}: closing failed", peer, e);
        }
    }

    private Optional<Negotiated> negotiate() throws IOException {
        Thread watchdog = Thread.startVirtualThread(() -> cutAfter(limits.handshake()));
        try {
            return new Handshake(new HandshakeWire(channel), exports).run();
        } finally {
            watchdog.interrupt();
        }
    }

    private void cutAfter(Duration time) {
        try {
            Thread.sleep(time);
            late = true;
            channel.close();
        } catch (InterruptedException e) {
            // It negotiated in time.
        } catch (IOException e) {
            LOG.debug("NBD client {}: closing failed", peer, e);
        }
    }

    private void attend(Negotiated negotiated) throws IOException {
        ServedExport served = negotiated.export();
        if (!served.enter(this)) {
            return;
        }
        try (Receiver input = new Receiver(channel, pool, limits.chunkWait())) {
            Replies replies = new Replies(channel, negotiated.structured());
            served.export().opened(peer);
            try {
                new Transmission(served.export(), negotiated, input, replies).run();
            } finally {
                served.export().closed(peer);
            }
        } finally {
            served.leave(this);
        }
    }

    private void hangUp(String reason) {
        if (!finishing) {
            LOG.info("NBD client {}: hung up, {}", peer, reason);
        }
    }
}
