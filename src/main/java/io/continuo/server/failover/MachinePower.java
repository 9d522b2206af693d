package io.continuo.server.failover;

import io.continuo.server.domain.Failover;
import io.continuo.server.domain.Machine;
import io.continuo.server.jobs.JobContext;

/** Starts and stops machines where a component can run them. */
public interface MachinePower {
    /** Shuts down the machine where it runs now, if it is known to run there by us. */
    void shutDown(JobContext job, Machine machine, boolean force);

    /** Switches it off where it ran until now: its disks there are about to go. */
    void fence(JobContext job, Machine machine);

    /** Starts it on the disks of a failover. */
    void start(JobContext job, Machine machine, Failover failover);

    /** Its disks are served elsewhere now. */
    void repoint(JobContext job, Machine machine, java.util.List<String> diskUris);

    /** Takes it off the disks of a failover, at once. */
    void stop(JobContext job, Machine machine, Failover failover, String what);

    /** Starts it where it was, if it was shut down there by us. */
    void startSource(JobContext job, Machine machine, Failover failover);
}
