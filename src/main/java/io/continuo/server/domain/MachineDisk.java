package io.continuo.server.domain;

/** A disk of a machine as stored; {@code nbdUri} is empty until capture has run once. */
public record MachineDisk(int index, String path, long sizeBytes, String nbdUri) {
    public MachineDisk withNbdUri(String uri) {
        return new MachineDisk(index, path, sizeBytes, uri);
    }
}
