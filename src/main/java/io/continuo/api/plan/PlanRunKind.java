package io.continuo.api.plan;

/** What running a recovery plan does to each of its machines (DOMAIN.md: recovery plans). */
public enum PlanRunKind {
    /** A drill beside replication. */
    TEST,
    /** Shuts the sources down first and loses nothing; stops at the first error. */
    PLANNED,
    /** Because the first place is gone; runs to the end and reports. */
    UNPLANNED,
    /** Ends the drills of a test run. */
    CLEANUP,
    /** Replicates the other way round. */
    REPROTECT;

    /** Whether machines start: only then do groups, scripts and manual steps mean anything. */
    public boolean startsMachines() {
        return this == TEST || this == PLANNED || this == UNPLANNED;
    }

    /** Whether people's work is moved or lost, so that the plan's name is to be typed. */
    public boolean live() {
        return this == PLANNED || this == UNPLANNED;
    }
}
