package io.continuo.replication.stream;

import java.util.UUID;

/**
 * How a sender introduces itself; JSON on a line.
 *
 * @param streamId one per protection of a machine
 * @param epoch of this sender: rises whenever it starts anew, stays over a reconnect
 * @param machine the machine's name, for people reading logs and reports
 * @param masterTarget where a process server is to forward to; empty when the receiver is the
 *     master target itself
 * @param given sequence up to which the sender has given changes up because they were safe: whoever
 *     holds less cannot take the stream on
 */
public record Hello(UUID streamId, int epoch, String machine, String masterTarget, long given) {
    public Hello(UUID streamId, int epoch, String machine, String masterTarget) {
        this(streamId, epoch, machine, masterTarget, 0);
    }

    /** The same, to be forwarded to another master target. */
    public Hello through(String otherTarget) {
        return new Hello(streamId, epoch, machine, otherTarget, given);
    }

    /** The same, spoken to the master target. */
    public Hello toTarget() {
        return withEpoch(epoch);
    }

    /** Spoken to the master target for what a sender of an older epoch had to say. */
    public Hello withEpoch(int older) {
        return new Hello(streamId, older, machine, "", given);
    }
}
