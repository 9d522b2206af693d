package io.continuo.replication.stream;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where one machine's changes go: the master target's side of a stream, whether reached over a line
 * or in the same process. One sender uses it from one thread.
 */
public interface ReplicaIntake extends AutoCloseable {
    /** What the target holds, as of opening. */
    Welcome welcome();

    /**
     * Takes the next frame in order, and owns it from here. Frames already held are ignored
     * (idempotent by epoch and sequence); a gap is refused. Returns as soon as the frame is queued;
     * blocks while too much is. Durability is told to the consumer given at opening.
     *
     * @throws IOException the journal failed and takes nothing more; the stream has to be opened
     *     anew
     */
    void append(Frame frame) throws IOException, InterruptedException;

    /**
     * Hashes of the newest durable state. Any thread may ask, several at once: what is under way
     * meanwhile arrives anyway.
     *
     * @throws IOException the replica cannot be read there
     */
    byte[] hashes(HashAsk ask) throws IOException;

    @Override
    void close();

    /** Opens intakes by stream. */
    interface Opener {
        /**
         * @param epoch the sender's; must be at least the newest seen, and becomes it (an older
         *     sender is cut off)
         * @param onDurable told each time more is durable, on a thread of the target's, in order;
         *     must not block
         * @throws io.continuo.api.error.ContinuoException the stream is not known here, or the
         *     epoch is too old
         */
        ReplicaIntake open(java.util.UUID streamId, int epoch, Consumer<Position> onDurable)
                throws IOException;
    }
}
