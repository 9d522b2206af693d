package io.continuo.replication.target;

import io.continuo.replication.journal.Journal;
import io.continuo.replication.stream.DamagedFrameException;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.ReplicaIntake;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;

/** One sender's way into a replica's journal, until a newer sender comes. */
final class Intake implements ReplicaIntake {
    private final Journal journal;
    private final Replica replica;
    private final int epoch;
    private final Welcome welcome;
    private final VolumeWatch volume;
    private final StraightCopies straight;
    private volatile boolean ended;

    Intake(
            Journal journal,
            Replica replica,
            int epoch,
            Welcome welcome,
            VolumeWatch volume,
            StraightCopies straight) {
        this.journal = journal;
        this.replica = replica;
        this.epoch = epoch;
        this.welcome = welcome;
        this.volume = volume;
        this.straight = straight;
    }

    @Override
    public Welcome welcome() {
        return welcome;
    }

    @Override
    public synchronized void append(Frame frame) throws IOException, InterruptedException {
        if (ended) {
            frame.close();
            throw new IOException("this sender was replaced or closed");
        }
        if (frame.header().epoch() != epoch) {
            frame.close();
            throw new DamagedFrameException(
                    "a frame of epoch "
                            + frame.header().epoch()
                            + " in a stream opened with "
                            + epoch);
        }
        if (volume.full()) {
            frame.close();
            throw new IOException("the master target has no room");
        }
        volume.slow(frame.header().bodyLength());
        journal.append(taken(frame));
    }

    private Frame taken(Frame frame) throws IOException {
        try {
            return straight.take(frame);
        } catch (IOException | RuntimeException e) {
            frame.close();
            throw e;
        }
    }

    @Override
    public byte[] hashes(HashAsk ask) throws IOException {
        return replica.hashes(ask);
    }

    /** Takes nothing more; waits for an append under way. */
    void end() {
        ended = true;
        synchronized (this) {
            // Whoever held this lock has appended its frame now.
        }
    }

    @Override
    public void close() {
        ended = true;
        replica.closed(this);
    }
}
