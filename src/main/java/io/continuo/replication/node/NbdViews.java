package io.continuo.replication.node;

import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.nbd.NbdServer;
import io.continuo.replication.target.ViewExports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Serves opened recovery points beside the protected disks. */
final class NbdViews implements ViewExports {
    private final NbdServer nbd;
    private final Map<String, List<String>> groups = new ConcurrentHashMap<>();

    NbdViews(NbdServer nbd) {
        this.nbd = nbd;
    }

    @Override
    public List<String> register(String group, List<NbdExport> exports) {
        List<String> names = new ArrayList<>();
        List<String> uris = new ArrayList<>();
        groups.put(group, names);
        for (NbdExport export : exports) {
            nbd.add(export);
            names.add(export.name());
            uris.add(nbd.uri(export.name()).toString());
        }
        return uris;
    }

    @Override
    public void withdraw(String group) {
        List<String> names = groups.remove(group);
        if (names != null) {
            names.forEach(nbd::remove);
        }
    }
}
