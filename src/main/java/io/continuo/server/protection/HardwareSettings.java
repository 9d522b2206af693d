package io.continuo.server.protection;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.Hardware;
import io.continuo.server.domain.Machine;
import io.continuo.server.inventory.Machines;

import java.util.Optional;

/** What machines are started with at the other place, as asked over the API. */
public final class HardwareSettings {
    private final Machines machines;

    public HardwareSettings(Machines machines) {
        this.machines = machines;
    }

    /** From the machine's next start on. */
    public void set(String idOrName, Hardware hardware) {
        Machine machine = machines.get(idOrName);
        Optional<Problem> problem = HardwareRules.problem(hardware);
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
        machines.change(machine.id(), now -> now.withHardware(Optional.of(hardware)));
    }

    /** Its disks are served again, and nothing is started. */
    public void remove(String idOrName) {
        machines.change(machines.get(idOrName).id(), now -> now.withHardware(Optional.empty()));
    }
}
