package io.continuo.api.component;

import java.util.List;

/**
 * What a master target is to hold.
 *
 * @param dataKey AES-256 key of this protection's journal, base64; the target keeps it in memory
 *     only, the configuration server keeps it wrapped by its own key
 * @param retentionSeconds history to keep
 * @param layout counts how often the machine's disks were changed, from 1; points say which layout
 *     they are of
 */
public record ReplicaSpec(
        String machineId,
        String machine,
        String streamId,
        List<DiskSpec> disks,
        String dataKey,
        long retentionSeconds,
        int layout) {
    public ReplicaSpec {
        layout = Math.max(1, layout);
    }

    /** With the disks it began with. */
    public ReplicaSpec(
            String machineId,
            String machine,
            String streamId,
            List<DiskSpec> disks,
            String dataKey,
            long retentionSeconds) {
        this(machineId, machine, streamId, disks, dataKey, retentionSeconds, 1);
    }

    /** The same with other disks. */
    public ReplicaSpec withDisks(List<DiskSpec> others) {
        return new ReplicaSpec(
                machineId, machine, streamId, others, dataKey, retentionSeconds, layout);
    }

    @Override
    public String toString() {
        return "ReplicaSpec[" + machine + ", " + streamId + "]";
    }
}
