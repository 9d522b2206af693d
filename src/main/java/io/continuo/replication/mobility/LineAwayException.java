package io.continuo.replication.mobility;

import java.io.IOException;

/** An interval did not reach the target; it is no fault of what it was read from. */
final class LineAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    LineAwayException() {
        super("The interval did not reach the target: the line went away.");
    }
}
