package io.continuo.console.overview;

import io.continuo.api.machine.TestFailoverView;
import io.continuo.console.state.JobRow;
import io.continuo.console.state.MachineRow;

/** Something that waits for a person. */
sealed interface Waiting {
    /** Replication of a machine cannot go on by itself. */
    record Replication(MachineRow machine) implements Waiting {}

    /** A machine runs at the recovery place and its point can still be changed. */
    record Commit(MachineRow machine) implements Waiting {}

    /** A job ended in failure and nobody has tried again. */
    record FailedJob(JobRow job) implements Waiting {}

    /** A drill is open; it counts only after its cleanup. */
    record Drill(MachineRow machine, TestFailoverView drill) implements Waiting {}
}
