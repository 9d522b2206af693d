package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.replication.files.DurableDirectories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Where replicas are on disk: a directory for each stream, saying whose it is. */
final class ReplicaHome {
    private static final String OWNER = "replica.json";

    private ReplicaHome() {}

    /** What a replica's directory says of itself; never the key. */
    record Owner(String machineId, String machine, List<DiskSpec> disks) {}

    /** The replica's directory, made if need be. */
    static Path claim(Path directory, ReplicaSpec spec) throws IOException {
        Path home = directory.resolve(UUID.fromString(spec.streamId()).toString());
        DurableDirectories.create(home);
        JsonFile<Owner> file = new JsonFile<>(home.resolve(OWNER), Owner.class);
        Owner owner = new Owner(spec.machineId(), spec.machine(), spec.disks());
        Owner found = file.read().orElse(null);
        if (found != null && !sizes(found.disks()).equals(sizes(spec.disks()))) {
            throw Problems.disksChanged(spec.machine()).toException();
        }
        if (!owner.equals(found)) {
            file.write(owner);
        }
        return home;
    }

    private static List<Long> sizes(List<DiskSpec> disks) {
        return disks.stream().map(DiskSpec::sizeBytes).toList();
    }

    /** Removes every replica of a machine. */
    static void remove(Path directory, String machineId) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> homes = Files.list(directory)) {
            for (Path home : (Iterable<Path>) homes::iterator) {
                JsonFile<Owner> file = new JsonFile<>(home.resolve(OWNER), Owner.class);
                if (file.read().filter(owner -> owner.machineId().equals(machineId)).isPresent()) {
                    delete(home);
                }
            }
        }
    }

    /** What says whose it is goes last, so that a removal cut short can be asked for again. */
    private static void delete(Path home) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(home)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (!path.equals(home) && !path.equals(home.resolve(OWNER))) {
                Files.delete(path);
            }
        }
        Files.delete(home.resolve(OWNER));
        Files.delete(home);
    }
}
