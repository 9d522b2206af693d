package io.continuo.replication.qemu;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.DiskFacts;
import io.continuo.platform.qemu.Qmp;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks at disks of a running QEMU that somebody wants to protect. Never changes anything. */
public final class QemuInspector {
    private static final int SECTOR = 512;

    /** What there is to say; an address without a disk's name may be answered by several disks. */
    public List<DiskFacts> inspect(String path) {
        QemuAddress address = QemuAddress.parse(path);
        try (Qmp qmp = Qmp.connect(address.socket())) {
            return inspect(address, BlockGraph.of(qmp));
        } catch (IOException e) {
            return List.of(refused(address, QemuProblems.silent(address, e)));
        }
    }

    private static List<DiskFacts> inspect(QemuAddress address, BlockGraph graph) {
        if (!address.disk().isEmpty()) {
            return List.of(
                    graph.find(address.disk())
                            .map(disk -> facts(address, disk))
                            .orElseGet(
                                    () -> refused(address, QemuProblems.unknown(address, graph))));
        }
        List<DiskFacts> all = graph.writable().stream().map(disk -> facts(address, disk)).toList();
        return all.isEmpty() ? List.of(refused(address, QemuProblems.none(address))) : all;
    }

    private static DiskFacts facts(QemuAddress asked, BlockGraph.Disk disk) {
        QemuAddress address = asked.named(disk.name());
        if (disk.readOnly()) {
            return refused(address, QemuProblems.readOnly(address));
        }
        if (disk.size() <= 0 || disk.size() % SECTOR != 0) {
            return refused(address, QemuProblems.unaligned(address, disk.size()));
        }
        return new DiskFacts(address.toString(), disk.size(), disk.size(), Optional.empty());
    }

    private static DiskFacts refused(QemuAddress address, Problem problem) {
        return new DiskFacts(address.toString(), 0, 0, Optional.of(problem));
    }
}
