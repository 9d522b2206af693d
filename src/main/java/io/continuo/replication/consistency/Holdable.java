package io.continuo.replication.consistency;

import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.replication.stream.MarkInfo;
import io.continuo.replication.stream.Position;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A captured machine, as its consistency group sees it. */
public interface Holdable {
    String machineId();

    /** Its name. */
    String machine();

    /**
     * Waits for what would delay {@link #pointNow}, so that nobody is kept quiet meanwhile.
     *
     * @param limit it returns then, whatever is so
     */
    default void ready(Duration limit) throws InterruptedException {}

    /**
     * Puts a mark of its own into the stream at once.
     *
     * @throws io.continuo.api.error.ContinuoException this is no consistent moment
     */
    Pending pointNow(PointKind kind, String label) throws InterruptedException;

    /** A point on its way to the target. */
    @FunctionalInterface
    interface Pending {
        /**
         * Returns once it is durable.
         *
         * @throws io.continuo.api.error.ContinuoException it is not in time, or never will be
         */
        PointView await(Duration limit) throws InterruptedException;
    }

    /**
     * Holds back the machine's writes and waits until none is under way.
     *
     * @param limit writes go on by themselves after this (invariant 1)
     * @throws io.continuo.api.error.ContinuoException that did not succeed in time
     */
    Hold hold(Duration limit) throws InterruptedException;

    /**
     * Makes the mark of a round a point.
     *
     * @return done once that is durable
     * @throws io.continuo.api.error.ContinuoException it cannot be said now
     */
    CompletableFuture<Position> confirm(String round) throws InterruptedException;

    /** Writes held back. */
    interface Hold {
        /**
         * Marks this place in the stream.
         *
         * @return done once the mark and all before it are durable
         * @throws io.continuo.api.error.ContinuoException the machine is held no longer, or this is
         *     no consistent moment
         */
        CompletableFuture<Position> mark(MarkInfo info);

        /** Lets writes go on; whether they were held all the time until now. */
        boolean release();
    }
}
