package io.continuo.api.component;

import io.continuo.api.machine.CaptureKind;

/**
 * A disk as ordered: its place, its path on the protected machine, its size.
 *
 * @param capture how its user reaches it; {@link CaptureKind#NBD} if left out
 */
public record DiskSpec(int index, String path, long sizeBytes, CaptureKind capture) {
    public DiskSpec {
        capture = capture == null ? CaptureKind.NBD : capture;
    }

    /** Captured over NBD, if at all. */
    public DiskSpec(int index, String path, long sizeBytes) {
        this(index, path, sizeBytes, CaptureKind.NBD);
    }
}
