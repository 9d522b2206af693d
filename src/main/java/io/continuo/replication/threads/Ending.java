package io.continuo.replication.threads;

/** How those who own threads end them. */
public final class Ending {
    private Ending() {}

    /**
     * Waits until threads that were told to stop have ended: what they use may be taken away then.
     * An interrupt does not cut that short; it is kept for the caller.
     */
    public static void await(Thread... threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
