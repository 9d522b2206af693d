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
 */
public record Hello(UUID streamId, int epoch, String machine, String masterTarget) {
    /** The same, spoken to the master target. */
    public Hello toTarget() {
        return new Hello(streamId, epoch, machine, "");
    }
}
