package io.continuo.console.failover;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.TestFailoverView;

/** Where a drill is, as its dialog shows it. */
sealed interface DrillPhase {
    /** The machine or its points are not known yet. */
    record Loading() implements DrillPhase {}

    /** There is no machine of that name. */
    record Unknown() implements DrillPhase {}

    /** A point is chosen. */
    record Choosing() implements DrillPhase {}

    /** The drill starts. */
    record Starting(JobView job) implements DrillPhase {}

    /** The drill runs. */
    record Running(TestFailoverView drill) implements DrillPhase {}

    /** The drill is cleaned up. */
    record Cleaning(JobView job) implements DrillPhase {}

    /**
     * The drill was cleaned up while the dialog was open.
     *
     * @param drill as it ran
     */
    record Done(TestFailoverView drill) implements DrillPhase {}
}
