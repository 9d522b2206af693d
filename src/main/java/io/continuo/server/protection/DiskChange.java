package io.continuo.server.protection;

import io.continuo.api.machine.CaptureKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.MachineDisk;

import java.util.ArrayList;
import java.util.List;

/**
 * How the disks of a machine are to change.
 *
 * @param layout the number the new set of disks gets
 * @param bytes of the disk after the change; 0 while not known, or where it is taken away
 */
record DiskChange(Kind kind, int layout, int index, String path, long bytes, CaptureKind capture) {
    enum Kind {
        ADD,
        REMOVE,
        GROW
    }

    /** Whether a machine has these disks already. */
    boolean made(Machine machine) {
        return machine.layout() >= layout;
    }

    /** The machine as it is to be. */
    Machine on(Machine machine) {
        if (made(machine)) {
            return machine;
        }
        List<MachineDisk> disks = new ArrayList<>();
        for (MachineDisk disk : machine.disks()) {
            if (disk.index() != index) {
                disks.add(disk);
            } else if (kind == Kind.GROW) {
                disks.add(disk.withSize(bytes));
            }
        }
        if (kind == Kind.ADD) {
            disks.add(new MachineDisk(index, path, bytes, "", capture));
        }
        return machine.withLayout(layout, disks);
    }
}
