package io.continuo.replication.nbd;

import java.io.IOException;

/** The client did something after which only hanging up is left; the message says what. */
final class Disconnect extends IOException {
    private static final long serialVersionUID = 1L;

    Disconnect(String reason) {
        super(reason);
    }
}
