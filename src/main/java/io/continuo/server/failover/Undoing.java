package io.continuo.server.failover;

import io.continuo.api.error.ContinuoException;
import io.continuo.server.jobs.JobContext;

/** Undoes as much as can be: where one part fails the others are still tried. */
final class Undoing {
    private Undoing() {}

    static void step(JobContext job, Runnable part) {
        try {
            part.run();
        } catch (ContinuoException e) {
            job.detail(e.problem().message());
        }
    }
}
