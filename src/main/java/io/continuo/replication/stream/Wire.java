package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection that frames travel on, as {@link LineSecurity} made it. */
public final class Wire implements Closeable {
    /** What is known of the other side. */
    interface Peer {
        Peer UNKNOWN = role -> {};

        /**
         * @throws io.continuo.api.error.ContinuoException it may not be talked to as {@code role}
         */
        void demand(ComponentRole role);

        default void gone() {}
    }

    private final Socket plain;
    private final InputStream in;
    private final OutputStream out;
    private volatile Peer peer = Peer.UNKNOWN;

    /**
     * @param plain what is closed to end the connection, whoever reads or writes
     */
    Wire(Socket plain, InputStream in, OutputStream out) {
        this.plain = plain;
        this.in = in;
        this.out = out;
    }

    Wire known(Peer other) {
        peer = other;
        return this;
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /**
     * Goes on only if the other side is what it should be.
     *
     * @throws io.continuo.api.error.ContinuoException it is not, or is not trusted any more
     */
    void demand(ComponentRole role) {
        peer.demand(role);
    }

    String address() {
        return String.valueOf(plain.getRemoteSocketAddress());
    }

    /** Ends the connection at once: nothing is said any more, and nobody is waited for. */
    @Override
    public void close() throws IOException {
        peer.gone();
        plain.close();
    }
}
