package io.continuo.api.component;

import java.util.List;

/**
 * What a master target is to hold.
 *
 * @param dataKey AES-256 key of this protection's journal, base64; the target keeps it in memory
 *     only, the configuration server keeps it wrapped by its own key
 * @param retentionSeconds history to keep
 */
public record ReplicaSpec(
        String machineId,
        String machine,
        String streamId,
        List<DiskSpec> disks,
        String dataKey,
        long retentionSeconds) {
    @Override
    public String toString() {
        return "ReplicaSpec[" + machine + ", " + streamId + "]";
    }
}
