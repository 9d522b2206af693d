package io.continuo.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pictures of displays, kept as evidence of drills until their machine is unprotected. */
public final class DrillPictures {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private final Path directory;

    public DrillPictures(Path directory) {
        this.directory = directory;
    }

    public void save(String machineId, String drillId, byte[] png) {
        try {
            PrivateFiles.makeDirectory(directory);
            PrivateFiles.makeDirectory(directory.resolve(machineId));
            PrivateFiles.write(file(machineId, drillId), png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<byte[]> read(String machineId, String drillId) {
        if (!NAME.matcher(drillId).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(machineId, drillId)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String machineId) {
        Path its = directory.resolve(machineId);
        if (!Files.isDirectory(its)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(its)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(its);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String machineId, String drillId) {
        return directory.resolve(machineId).resolve(drillId + ".png");
    }
}
