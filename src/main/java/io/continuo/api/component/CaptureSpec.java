package io.continuo.api.component;

import io.continuo.api.policy.ResyncWindow;

import java.util.List;
import java.util.Optional;

/**
 * What an agent is to capture. It keeps this on its own disk, so that it serves its machines also
 * while the configuration server is away.
 *
 * @param streamId a UUID, names the machine's change stream: one per protection, never reused
 * @param processServer address of the process server it sends to
 * @param masterTarget address the process server forwards to
 * @param crashPointSeconds a crash-consistent point this often
 * @param resyncWindow as {@link ResyncWindow#parse} reads it; empty for always
 */
public record CaptureSpec(
        String machineId,
        String machine,
        String streamId,
        List<DiskSpec> disks,
        String processServer,
        String masterTarget,
        long crashPointSeconds,
        Optional<String> resyncWindow) {
    /** With a window that is always open. */
    public CaptureSpec(
            String machineId,
            String machine,
            String streamId,
            List<DiskSpec> disks,
            String processServer,
            String masterTarget,
            long crashPointSeconds) {
        this(
                machineId,
                machine,
                streamId,
                disks,
                processServer,
                masterTarget,
                crashPointSeconds,
                Optional.empty());
    }

    /** The same, sent another way. */
    public CaptureSpec withRoute(String toProcessServer, String toMasterTarget) {
        return new CaptureSpec(
                machineId,
                machine,
                streamId,
                disks,
                toProcessServer,
                toMasterTarget,
                crashPointSeconds,
                resyncWindow);
    }

    /** The same under a changed policy. */
    public CaptureSpec with(long crashPointSeconds, Optional<String> resyncWindow) {
        return new CaptureSpec(
                machineId,
                machine,
                streamId,
                disks,
                processServer,
                masterTarget,
                crashPointSeconds,
                resyncWindow);
    }

    /** When a resync that may wait runs by itself. */
    public ResyncWindow window() {
        return resyncWindow.map(ResyncWindow::parse).orElse(ResyncWindow.ALWAYS);
    }
}
