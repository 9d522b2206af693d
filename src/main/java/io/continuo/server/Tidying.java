package io.continuo.server;

import io.continuo.api.job.JobKind;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Phase;
import io.continuo.server.failover.Failovers;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.Jobs;

/**
 * Puts right what a server killed between two writes left: a machine whose state says that a job
 * runs, and no such job.
 */
final class Tidying {
    private final Machines machines;
    private final Jobs jobs;
    private final Failovers failovers;

    Tidying(Machines machines, Jobs jobs, Failovers failovers) {
        this.machines = machines;
        this.jobs = jobs;
        this.failovers = failovers;
    }

    void afterStart() {
        machines.all().forEach(this::tidy);
    }

    private void tidy(Machine machine) {
        if (machine.phase() == Phase.ENABLING && !runs(machine, JobKind.ENABLE_PROTECTION)) {
            machines.remove(machine.id());
            return;
        }
        if (machine.phase() == Phase.DISABLING && !runs(machine, JobKind.DISABLE_PROTECTION)) {
            machines.change(machine.id(), now -> now.withPhase(Phase.PROTECTED));
        }
        if (machine.roleState() == RoleState.TEST_STARTING
                && !runs(machine, JobKind.TEST_FAILOVER)) {
            machines.change(machine.id(), now -> now.withRoleState(RoleState.PROTECTED));
        }
        if (under(machine.roleState()) && jobs.running(machine.id()).isEmpty()) {
            machines.change(machine.id(), now -> now.withRoleState(settled(now)));
        }
        if (machine.roleState() == RoleState.TEST_CLEANING
                && !runs(machine, JobKind.TEST_FAILOVER_CLEANUP)) {
            machines.change(machine.id(), now -> now.withRoleState(RoleState.TEST_RUNNING));
        }
    }

    private static boolean under(RoleState state) {
        return state == RoleState.FAILING_OVER
                || state == RoleState.FAILING_BACK
                || state == RoleState.REPROTECTING;
    }

    /** The state was set, and the job it was set for never came to be. */
    private RoleState settled(Machine machine) {
        return failovers
                .open(machine.id())
                .map(failover ->
                        failover.pending() ? RoleState.COMMIT_PENDING : RoleState.COMMITTED)
                .orElse(RoleState.PROTECTED);
    }

    private boolean runs(Machine machine, JobKind kind) {
        return jobs.running(machine.id()).stream().anyMatch(job -> job.kind() == kind);
    }
}
