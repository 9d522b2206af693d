package io.continuo.api.component;

import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.Hop;
import io.continuo.api.machine.Progress;
import io.continuo.api.machine.ResyncView;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An agent's word on one machine.
 *
 * @param cause why the data state is what it is, or empty
 * @param durableTime source time up to which the target holds everything consistently (what RPO is
 *     counted from); empty before the first consistent moment
 * @param linkUp whether the process server is connected
 * @param sentBytesPerSecond put on the line now
 * @param changeLog empty where nothing is captured
 * @param resync empty where nothing is captured
 * @param layout the newest layout of {@link CaptureSpec} that points at the target hold for
 *     certain; 0 while not known
 */
public record CaptureReport(
        String machineId,
        DataState dataState,
        String cause,
        Optional<Instant> durableTime,
        boolean linkUp,
        Optional<Double> linkLatencySeconds,
        long churnBytesPerSecond,
        long sentBytesPerSecond,
        long waitingBytes,
        Optional<Progress> progress,
        List<Hop> hops,
        List<DiskView> disks,
        Optional<ChangeLogView> changeLog,
        Optional<ResyncView> resync,
        int layout) {
    /** By an agent that does not say which disks its points hold. */
    public CaptureReport(
            String machineId,
            DataState dataState,
            String cause,
            Optional<Instant> durableTime,
            boolean linkUp,
            Optional<Double> linkLatencySeconds,
            long churnBytesPerSecond,
            long sentBytesPerSecond,
            long waitingBytes,
            Optional<Progress> progress,
            List<Hop> hops,
            List<DiskView> disks,
            Optional<ChangeLogView> changeLog,
            Optional<ResyncView> resync) {
        this(
                machineId,
                dataState,
                cause,
                durableTime,
                linkUp,
                linkLatencySeconds,
                churnBytesPerSecond,
                sentBytesPerSecond,
                waitingBytes,
                progress,
                hops,
                disks,
                changeLog,
                resync,
                0);
    }

    /** Of a machine that is not captured, or by an agent that does not tell more. */
    public CaptureReport(
            String machineId,
            DataState dataState,
            String cause,
            Optional<Instant> durableTime,
            boolean linkUp,
            Optional<Double> linkLatencySeconds,
            long churnBytesPerSecond,
            long sentBytesPerSecond,
            long waitingBytes,
            Optional<Progress> progress,
            List<Hop> hops,
            List<DiskView> disks) {
        this(
                machineId,
                dataState,
                cause,
                durableTime,
                linkUp,
                linkLatencySeconds,
                churnBytesPerSecond,
                sentBytesPerSecond,
                waitingBytes,
                progress,
                hops,
                disks,
                Optional.empty(),
                Optional.empty());
    }

    public CaptureReport withDisks(List<DiskView> views) {
        return new CaptureReport(
                machineId,
                dataState,
                cause,
                durableTime,
                linkUp,
                linkLatencySeconds,
                churnBytesPerSecond,
                sentBytesPerSecond,
                waitingBytes,
                progress,
                hops,
                views,
                changeLog,
                resync,
                layout);
    }
}
