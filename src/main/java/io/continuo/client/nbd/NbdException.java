package io.continuo.client.nbd;

import java.io.IOException;

/** A request that failed with one of the protocol's errors; the connection stays usable. */
public class NbdException extends IOException {
    private static final long serialVersionUID = 1L;

    private final NbdError error;

    public NbdException(NbdError error, String message) {
        super(message);
        this.error = error;
    }

    public NbdException(NbdError error, String message, Throwable cause) {
        super(message, cause);
        this.error = error;
    }

    /** What went, or goes, over the wire. */
    public NbdError error() {
        return error;
    }
}
