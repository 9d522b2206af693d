package io.continuo.api.machine;

/**
 * A disk of an opened recovery point, served read-write over NBD; what is written to it is dropped
 * at cleanup.
 */
public record ViewDisk(String path, long sizeBytes, String nbdUri) {}
