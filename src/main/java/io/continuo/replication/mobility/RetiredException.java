package io.continuo.replication.mobility;

/** A capture has made way for another one of the same machine, which takes the write. */
final class RetiredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RetiredException() {
        super("another capture has taken over", null, false, false);
    }
}
