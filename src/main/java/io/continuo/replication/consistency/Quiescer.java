package io.continuo.replication.consistency;

/** Makes the applications of a machine write everything out and stand still for a moment. */
@FunctionalInterface
public interface Quiescer {
    /**
     * Returns once they stand still.
     *
     * @throws io.continuo.api.error.ContinuoException they do not; nothing is left standing
     */
    Quiet quiesce() throws InterruptedException;

    /** Applications that stand still. */
    @FunctionalInterface
    interface Quiet {
        /**
         * Lets them go on.
         *
         * @throws io.continuo.api.error.ContinuoException that failed: somebody has to look
         */
        void resume() throws InterruptedException;
    }
}
