package io.continuo.console.state;

import java.time.Instant;

/** Whether what is shown is live. */
public sealed interface Connection {
    /** When the server was last heard, by this console's clock. */
    Instant lastHeard();

    /** Nothing has been read yet. */
    record Connecting(Instant lastHeard) implements Connection {}

    record Live(Instant lastHeard) implements Connection {}

    /** The server does not answer; what is shown is the last known picture. */
    record Stale(Instant lastHeard) implements Connection {}

    default boolean stale() {
        return this instanceof Stale;
    }
}
