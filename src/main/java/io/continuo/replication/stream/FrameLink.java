package io.continuo.replication.stream;

import java.io.IOException;

/**
 * A way to a machine's replica, over a line or inside the process: what an agent sends frames
 * through and a process server forwards them on. One thread sends; others may ask for hashes
 * meanwhile.
 *
 * <p>A link ends once: by {@link #close} or by being lost. Whoever still needs it dials again and
 * goes on from the new {@link #welcome()}.
 */
public interface FrameLink extends AutoCloseable {
    /** What the target held when the link was made. */
    Welcome welcome();

    /**
     * Sends the next frame in order; owns it from here. Blocks while the receiver has no room.
     *
     * @throws IOException the link is gone; whether the frame arrived is not known
     */
    void send(Frame frame) throws IOException, InterruptedException;

    /**
     * Hashes of the target's newest durable state; see {@link ReplicaIntake#hashes}.
     *
     * @throws IOException the link is gone, or the target cannot read its replica
     */
    byte[] hashes(HashAsk ask) throws IOException, InterruptedException;

    /** How the way is doing now. */
    LinkHealth health();

    /** Ends the link. Frames under way may still arrive. The watcher is told nothing more. */
    @Override
    void close();

    /** Told what happens on a link, on one of the link's threads, in order; must not block. */
    interface Watcher {
        /** Everything up to here is durable at the target. */
        void durable(Position position);

        /**
         * Everything up to here is safe on the process server's disk, and need not be sent again;
         * the target may lack it still (invariant 4).
         */
        default void kept(Position position) {}

        /** The link is gone; nothing follows. */
        void lost(String cause);
    }

    /** Makes links. */
    @FunctionalInterface
    interface Dialer {
        /**
         * Reaches the replica of {@code hello.streamId()} and becomes its only sender.
         *
         * @throws IOException nobody answers there
         * @throws io.continuo.api.error.ContinuoException the other side refuses, and says why
         */
        FrameLink dial(Hello hello, Watcher watcher) throws IOException, InterruptedException;
    }
}
