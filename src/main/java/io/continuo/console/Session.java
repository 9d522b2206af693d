package io.continuo.console;

import io.continuo.client.ContinuoClient;

/**
 * A server the console works with, and what has to be stopped when it no longer does.
 *
 * @param client the way to it; closed with the session
 * @param place where it is, for people: a host name, or empty for this computer
 * @param stop ends what was started for it in this process, after the client was closed; blocks
 */
public record Session(ContinuoClient client, String place, Runnable stop) implements AutoCloseable {
    /** A session with a server that runs elsewhere. */
    public static Session remote(ContinuoClient client, String place) {
        return new Session(client, place, () -> {});
    }

    @Override
    public void close() {
        try {
            client.close();
        } finally {
            stop.run();
        }
    }
}
