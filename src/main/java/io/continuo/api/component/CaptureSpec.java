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
 * @param layout counts how often the machine's disks were changed, from 1; a disk keeps its index,
 *     and that of one taken away is not used again
 * @param seeded whether the replica began as a copy of something: even where the target has nothing
 *     of the stream it does not hold zeros
 * @param held the machine may not use its disks: it was, or is being, failed over (invariant 6).
 *     What was captured still travels
 */
public record CaptureSpec(
        String machineId,
        String machine,
        String streamId,
        List<DiskSpec> disks,
        String processServer,
        String masterTarget,
        long crashPointSeconds,
        Optional<String> resyncWindow,
        int layout,
        boolean seeded,
        boolean held) {
    public CaptureSpec {
        layout = Math.max(1, layout);
    }

    /** With the disks it began with. */
    public CaptureSpec(
            String machineId,
            String machine,
            String streamId,
            List<DiskSpec> disks,
            String processServer,
            String masterTarget,
            long crashPointSeconds,
            Optional<String> resyncWindow) {
        this(
                machineId,
                machine,
                streamId,
                disks,
                processServer,
                masterTarget,
                crashPointSeconds,
                resyncWindow,
                1,
                false,
                false);
    }

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
                resyncWindow,
                layout,
                seeded,
                held);
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
                resyncWindow,
                layout,
                seeded,
                held);
    }

    /** The same, with the machine kept off its disks or not. */
    public CaptureSpec withHeld(boolean value) {
        return new CaptureSpec(
                machineId,
                machine,
                streamId,
                disks,
                processServer,
                masterTarget,
                crashPointSeconds,
                resyncWindow,
                layout,
                seeded,
                value);
    }

    /** When a resync that may wait runs by itself. */
    public ResyncWindow window() {
        return resyncWindow.map(ResyncWindow::parse).orElse(ResyncWindow.ALWAYS);
    }
}
