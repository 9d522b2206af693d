package io.continuo.replication.mobility;

import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.CompressionRule;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * What the captures of an agent share.
 *
 * @param chunks what the NBD server receives into
 * @param frames arrays of frames on their way
 * @param processServers finds the way to a process server's address
 * @param clock source time
 * @param changeLogBytes data a machine's change log may hold in memory
 * @param changeLogDiskBytes data it may hold on disk behind that, half the size of the machine's
 *     disks at most; 0 for none
 * @param processor share of all processors' time in use, 0 to 1
 */
public record CaptureSurroundings(
        ChunkPool chunks,
        FramePool frames,
        Function<String, FrameLink.Dialer> processServers,
        InstantSource clock,
        CaptureEvents events,
        long changeLogBytes,
        long changeLogDiskBytes,
        DoubleSupplier processor) {
    /** On a computer nobody looks at. */
    public CaptureSurroundings(
            ChunkPool chunks,
            FramePool frames,
            Function<String, FrameLink.Dialer> processServers,
            InstantSource clock,
            CaptureEvents events,
            long changeLogBytes,
            long changeLogDiskBytes) {
        this(
                chunks,
                frames,
                processServers,
                clock,
                events,
                changeLogBytes,
                changeLogDiskBytes,
                () -> CompressionRule.UNKNOWN);
    }

    /** Without a change log on disk. */
    public CaptureSurroundings(
            ChunkPool chunks,
            FramePool frames,
            Function<String, FrameLink.Dialer> processServers,
            InstantSource clock,
            CaptureEvents events,
            long changeLogBytes) {
        this(chunks, frames, processServers, clock, events, changeLogBytes, 0);
    }
}
