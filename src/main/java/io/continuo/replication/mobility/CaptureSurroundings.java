package io.continuo.replication.mobility;

import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;

import java.time.InstantSource;
import java.util.function.Function;

/**
 * What the captures of an agent share.
 *
 * @param chunks what the NBD server receives into
 * @param frames arrays of frames on their way
 * @param processServers finds the way to a process server's address
 * @param clock source time
 * @param changeLogBytes data a machine's change log may hold
 */
public record CaptureSurroundings(
        ChunkPool chunks,
        FramePool frames,
        Function<String, FrameLink.Dialer> processServers,
        InstantSource clock,
        CaptureEvents events,
        long changeLogBytes) {}
