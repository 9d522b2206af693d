package io.continuo.server.domain;

import io.continuo.api.machine.CaptureKind;

/** A disk of a machine as stored; {@code nbdUri} is empty until capture has run once. */
public record MachineDisk(
        int index, String path, long sizeBytes, String nbdUri, CaptureKind capture) {
    /** Captured over NBD. */
    public MachineDisk(int index, String path, long sizeBytes, String nbdUri) {
        this(index, path, sizeBytes, nbdUri, CaptureKind.NBD);
    }

    public MachineDisk withNbdUri(String uri) {
        return new MachineDisk(index, path, sizeBytes, uri, capture);
    }

    public MachineDisk withPath(String other) {
        return new MachineDisk(index, other, sizeBytes, nbdUri, capture);
    }

    public MachineDisk withSize(long bytes) {
        return new MachineDisk(index, path, bytes, nbdUri, capture);
    }
}
