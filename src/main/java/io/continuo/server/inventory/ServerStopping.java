package io.continuo.server.inventory;

/** Waiting ends because this server stops; what waited goes on after the next start. */
public final class ServerStopping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerStopping() {
        super("the server stops");
    }
}
