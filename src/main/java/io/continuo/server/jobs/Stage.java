package io.continuo.server.jobs;

import java.util.List;

/**
 * Steps of a job that run at once; the next stage begins when all of them have ended.
 *
 * @param goesOn whether the job goes on when one of them fails: that step stays failed, is not run
 *     again, and the job's own last step is to tell of it
 */
public record Stage(List<Step> steps, boolean goesOn) {
    public Stage {
        steps = List.copyOf(steps);
    }

    /** One step, whose failure ends the job. */
    public static Stage of(Step step) {
        return new Stage(List.of(step), false);
    }
}
