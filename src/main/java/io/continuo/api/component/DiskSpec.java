package io.continuo.api.component;

/** A disk as ordered: its place, its path on the protected machine, its size. */
public record DiskSpec(int index, String path, long sizeBytes) {}
