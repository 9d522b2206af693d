package io.continuo.api.component;

import java.util.List;

/**
 * What an agent is to capture. It keeps this on its own disk, so that it serves its machines also
 * while the configuration server is away.
 *
 * @param streamId a UUID, names the machine's change stream: one per protection, never reused
 * @param processServer address of the process server it sends to
 * @param masterTarget address the process server forwards to
 * @param crashPointSeconds a crash-consistent point this often
 */
public record CaptureSpec(
        String machineId,
        String machine,
        String streamId,
        List<DiskSpec> disks,
        String processServer,
        String masterTarget,
        long crashPointSeconds) {
    /** The same, sent another way. */
    public CaptureSpec withRoute(String toProcessServer, String toMasterTarget) {
        return new CaptureSpec(
                machineId,
                machine,
                streamId,
                disks,
                toProcessServer,
                toMasterTarget,
                crashPointSeconds);
    }

    /** The same, with points this often. */
    public CaptureSpec withCrashPointSeconds(long seconds) {
        return new CaptureSpec(
                machineId, machine, streamId, disks, processServer, masterTarget, seconds);
    }
}
