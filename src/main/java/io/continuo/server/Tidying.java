package io.continuo.server;

import io.continuo.api.job.JobKind;
import io.continuo.api.machine.RoleState;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Phase;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.Jobs;

/**
 * Puts right what a server killed between two writes left: a machine whose state says that a job
 * runs, and no such job.
 */
final class Tidying {
    private final Machines machines;
    private final Jobs jobs;

    Tidying(Machines machines, Jobs jobs) {
        this.machines = machines;
        this.jobs = jobs;
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
        if (machine.roleState() == RoleState.TEST_CLEANING
                && !runs(machine, JobKind.TEST_FAILOVER_CLEANUP)) {
            machines.change(machine.id(), now -> now.withRoleState(RoleState.TEST_RUNNING));
        }
    }

    private boolean runs(Machine machine, JobKind kind) {
        return jobs.running(machine.id()).stream().anyMatch(job -> job.kind() == kind);
    }
}
