package io.continuo.replication.mobility;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks whether disks still have the size they were protected with. One that became longer is
 * reported so, and goes on with its old size until the server orders more. One that became shorter
 * has lost something nobody wrote: no point is made of that, older ones stay valid, and everything
 * is compared once it has its size again.
 */
final class SizeWatch {
    private final List<DiskState> disks;
    private final ChangeLog log;
    private final ResyncGate gate;
    private final DiskTroubles troubles;
    private final Set<Integer> shrunk = new HashSet<>();

    SizeWatch(List<DiskState> disks, ChangeLog log, ResyncGate gate, DiskTroubles troubles) {
        this.disks = disks;
        this.log = log;
        this.gate = gate;
        this.troubles = troubles;
    }

    synchronized void look() {
        for (DiskState disk : disks) {
            try {
                look(disk, disk.file().sizeNow());
            } catch (IOException e) {
                // Whoever reads or writes it next is told why.
            }
        }
        gate.hold(!shrunk.isEmpty());
    }

    private void look(DiskState disk, long now) {
        if (now >= disk.file().size()) {
            shrunk.remove(disk.index());
        } else if (shrunk.add(disk.index())) {
            gate.hold(true);
            disk.forgetAll();
            log.beginEpoch(Reason.DISK_SHRUNK);
            troubles.shrunk(disk, now);
        }
    }
}
