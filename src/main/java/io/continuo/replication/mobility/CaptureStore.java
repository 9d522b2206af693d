package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.files.DurableDirectories;
import io.continuo.replication.files.DurableFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an agent is to capture, on its own disk: a directory a machine, with its order, activity
 * logs and stream memory.
 */
public final class CaptureStore {
    private final Path root;

    /**
     * @param root made if missing
     */
    public CaptureStore(Path root) throws IOException {
        this.root = DurableDirectories.create(root);
    }

    /** Where a machine's files are. */
    public Path directory(String machineId) {
        if (!machineId.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "A machine id like '" + machineId + "' cannot be used.",
                            "It names a directory of the agent, and may hold letters, digits, dots,"
                                    + " dashes and underscores only.",
                            "Update the configuration server and the agent to the same version.",
                            machineId)
                    .toException();
        }
        return root.resolve(machineId);
    }

    /** Every order on record. */
    public List<CaptureSpec> all() throws IOException {
        List<CaptureSpec> specs = new ArrayList<>();
        try (var directories = Files.list(root)) {
            for (Path directory : directories.sorted().toList()) {
                file(directory).load().ifPresent(specs::add);
            }
        }
        return specs;
    }

    /** Saves an order; durable on return. */
    public void save(CaptureSpec spec) throws IOException {
        Path directory = DurableDirectories.create(directory(spec.machineId()));
        DurableFile<CaptureSpec> file = file(directory);
        if (!file.load().equals(Optional.of(spec))) {
            file.save(spec);
        }
    }

    /**
     * Keeps a machine's records, but does not count it among {@link #all} any more, so that it does
     * not take its disks again at the next start.
     */
    public void retire(String machineId) throws IOException {
        Path order = directory(machineId).resolve("capture.json");
        if (Files.exists(order)) {
            Files.move(
                    order,
                    order.resolveSibling("capture.retired.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forgets a machine with all there is of it here. */
    public void delete(String machineId) throws IOException {
        Path directory = directory(machineId);
        if (!Files.exists(directory)) {
            return;
        }
        Files.deleteIfExists(directory.resolve("capture.json"));
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static DurableFile<CaptureSpec> file(Path directory) {
        return new DurableFile<>(directory.resolve("capture.json"), CaptureSpec.class);
    }
}
