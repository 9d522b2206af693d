package io.continuo.replication.target;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Where replicas are on disk: a directory for each stream, saying whose it is. */
final class ReplicaHome {
    private static final String OWNER = "replica.json";

    private ReplicaHome() {}

    /**
     * What a replica's directory says of itself; never the key.
     *
     * @param disks the newest
     * @param layouts null where the disks were never changed
     */
    record Owner(
            String machineId,
            String machine,
            List<DiskSpec> disks,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Layouts.Layout> layouts) {
        static Owner of(ReplicaSpec spec, Layouts layouts) {
            boolean changed = layouts.all().size() > 1 || layouts.newest().number() > 1;
            return new Owner(
                    spec.machineId(),
                    spec.machine(),
                    layouts.newest().disks(),
                    changed ? layouts.all() : null);
        }

        Layouts known() {
            return new Layouts(layouts == null ? List.of(new Layouts.Layout(1, disks)) : layouts);
        }
    }

    /** A replica's directory, and the disks it held. */
    record Home(Path directory, Layouts layouts) {}

    /** The replica's directory, made if need be. */
    static Home claim(Path directory, ReplicaSpec spec) throws IOException {
        Path home = directory.resolve(UUID.fromString(spec.streamId()).toString());
        DurableDirectories.create(home);
        DurableFile<Owner> file = new DurableFile<>(home.resolve(OWNER), Owner.class);
        Optional<Owner> found = file.load();
        Layouts known = found.map(Owner::known).orElseGet(() -> Layouts.first(spec));
        Layouts layouts = known;
        if (!known.holds(spec)) {
            if (!known.takes(spec)) {
                throw Problems.disksChanged(spec.machine()).toException();
            }
            layouts = known.with(spec);
        }
        Owner owner = Owner.of(spec, layouts);
        if (!Optional.of(owner).equals(found)) {
            file.save(owner);
        }
        return new Home(home, layouts);
    }

    /** Removes every replica of a machine. */
    static void remove(Path directory, String machineId) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> homes = Files.list(directory)) {
            for (Path home : (Iterable<Path>) homes::iterator) {
                DurableFile<Owner> file = new DurableFile<>(home.resolve(OWNER), Owner.class);
                if (file.load().filter(owner -> owner.machineId().equals(machineId)).isPresent()) {
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
