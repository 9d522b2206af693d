package io.continuo.replication.mobility;

import java.io.IOException;

/** The target answers, and cannot read what it holds. */
final class UnreadableReplicaException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableReplicaException(String message) {
        super(message);
    }
}
