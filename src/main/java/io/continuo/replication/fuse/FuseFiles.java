package io.continuo.replication.fuse;

import io.continuo.replication.nbd.NbdExport;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The files of the one directory there is, by name and by node. */
final class FuseFiles {
    private final ConcurrentSkipListMap<String, FuseFile> byName = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Long, FuseFile> byNode = new ConcurrentHashMap<>();
    private final AtomicLong nextNode = new AtomicLong(FuseProtocol.ROOT);

    /** False if the name is taken. */
    boolean add(NbdExport disk) {
        FuseFile file = new FuseFile(nextNode.incrementAndGet(), disk);
        if (byName.putIfAbsent(disk.name(), file) != null) {
            return false;
        }
        byNode.put(file.node(), file);
        return true;
    }

    Optional<FuseFile> remove(String name) {
        FuseFile file = byName.remove(name);
        if (file != null) {
            byNode.remove(file.node());
        }
        return Optional.ofNullable(file);
    }

    Optional<FuseFile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<FuseFile> find(long node) {
        return Optional.ofNullable(byNode.get(node));
    }

    List<FuseFile> all() {
        return List.copyOf(byName.values());
    }
}
