package io.continuo.simulation.world;

import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.target.ViewExports;

import java.util.List;

/** Where a simulated target serves its drill. */
final class Exports implements ViewExports {
    private List<NbdExport> served = List.of();

    List<NbdExport> now() {
        return served;
    }

    @Override
    public List<String> register(String group, List<NbdExport> exports) {
        served = List.copyOf(exports);
        return exports.stream().map(NbdExport::name).toList();
    }

    @Override
    public void withdraw(String group) {
        served = List.of();
    }
}
