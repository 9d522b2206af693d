package io.continuo.api.machine;

import java.util.List;

/**
 * Enable protection.
 *
 * @param name the machine's name: 1–63 letters, digits, dot, hyphen, underscore, starting with a
 *     letter or digit
 * @param disks absolute paths of raw files or block devices, as its agent sees them, in order
 * @param policy id or name of a replication policy; empty for the default one
 * @param capture how the disks' user reaches them; {@link CaptureKind#NBD} if left out
 */
public record ProtectRequest(String name, List<String> disks, String policy, CaptureKind capture) {
    public ProtectRequest {
        capture = capture == null ? CaptureKind.NBD : capture;
    }

    /** Captured over NBD. */
    public ProtectRequest(String name, List<String> disks, String policy) {
        this(name, disks, policy, CaptureKind.NBD);
    }
}
