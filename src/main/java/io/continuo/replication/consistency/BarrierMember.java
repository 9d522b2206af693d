package io.continuo.replication.consistency;

import java.io.IOException;
import java.time.Duration;

/** The way to a member of a consistency group: inside the process, or over a line. */
@FunctionalInterface
public interface BarrierMember {
    /**
     * @param limit for the answer
     * @throws IOException it cannot be reached, or did not answer in time
     */
    BarrierReply call(BarrierCall call, Duration limit) throws IOException, InterruptedException;
}
