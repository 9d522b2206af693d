package io.continuo.replication.stream;

import java.io.IOException;

/**
 * Bytes that are not a frame: wrong magic, checksum, lengths or codes. Nothing of them may be
 * believed.
 */
public final class DamagedFrameException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedFrameException(String message) {
        super(message);
    }
}
