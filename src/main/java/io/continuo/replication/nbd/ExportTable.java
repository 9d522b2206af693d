package io.continuo.replication.nbd;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The exports of a server by name. */
final class ExportTable {
    private final ConcurrentSkipListMap<String, ServedExport> exports =
            new ConcurrentSkipListMap<>();

    /** False if the name is taken. */
    boolean add(ServedExport export) {
        return exports.putIfAbsent(export.export().name(), export) == null;
    }

    Optional<ServedExport> remove(String name) {
        return Optional.ofNullable(exports.remove(name));
    }

    /** The export of that name; the empty name also means the only export there is. */
    Optional<ServedExport> find(String name) {
        ServedExport exact = exports.get(name);
        if (exact == null && name.isEmpty()) {
            List<ServedExport> all = List.copyOf(exports.values());
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
        return Optional.ofNullable(exact);
    }

    Collection<ServedExport> all() {
        return exports.values();
    }
}
