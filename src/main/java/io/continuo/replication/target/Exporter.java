package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.ExportFormat;
import io.continuo.replication.journal.DamagedSegmentException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the disks of one point as image files. */
final class Exporter {
    private final String machine;
    private final Path directory;
    private final ExportFormat format;
    private final ExportWatch watch;
    private long done;
    private long total;

    Exporter(String machine, Path directory, ExportFormat format, ExportWatch watch) {
        this.machine = machine;
        this.directory = directory;
        this.format = format;
        this.watch = watch;
    }

    /**
     * @throws DamagedSegmentException the point itself cannot be read
     */
    Outcome.Exported export(Replica.OpenPoint point) throws DamagedSegmentException {
        List<Path> written = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            List<PointDisk> disks = point.image().disks();
            total = disks.stream().mapToLong(PointDisk::dataBytes).sum();
            for (int i = 0; i < disks.size(); i++) {
                Path file =
                        directory.resolve(
                                name(point.image().specs().get(i)) + "." + format.extension());
                Path temporary = file.resolveSibling(file.getFileName() + ".part");
                written.add(temporary);
                files.add(file);
                write(disks.get(i), temporary);
            }
            for (int i = 0; i < files.size(); i++) {
                Files.move(written.get(i), files.get(i), StandardCopyOption.ATOMIC_MOVE);
            }
            return new Outcome.Exported(point.view(), files.stream().map(Path::toString).toList());
        } catch (DamagedSegmentException e) {
            discard(written);
            throw e;
        } catch (IOException e) {
            discard(written);
            throw failed(e).toException(e);
        } catch (RuntimeException e) {
            discard(written);
            throw e;
        }
    }

    private String name(DiskSpec disk) {
        return machine + "-disk" + disk.index();
    }

    private void write(PointDisk disk, Path file) throws IOException {
        Files.deleteIfExists(file);
        try (ImageWriter writer = ImageWriter.create(format, file, disk.size())) {
            disk.copyTo((offset, data) -> {
                if (watch.cancelled()) {
                    throw cancelled().toException();
                }
                done += data.remaining();
                writer.write(offset, data);
                watch.progress(done, total);
            });
            writer.finish();
        }
    }

    private static void discard(List<Path> files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The export has failed already, and says so; a file left over is named .part.
            }
        }
    }

    private Problem cancelled() {
        return Problem.of(
                ErrorCode.CANCELLED,
                "The export of " + machine + " was cancelled.",
                "Someone asked for it to stop.",
                "Nothing was left behind; start it again when wanted.",
                machine);
    }

    private Problem failed(IOException e) {
        if (FullDisk.is(e)) {
            return Problem.of(
                    ErrorCode.DISK_FULL,
                    "The export of " + machine + " did not fit.",
                    "The disk of " + directory + " is full.",
                    "Make room there or choose another directory, then export again.",
                    machine,
                    directory.toString());
        }
        return Problem.of(
                ErrorCode.EXPORT_FAILED,
                "The export of " + machine + " failed.",
                "Writing to " + directory + " failed: " + describe(e) + ".",
                "Choose a directory that exists on the master target and can be written to.",
                machine,
                directory.toString());
    }

    private static String describe(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such directory";
            case FileAlreadyExistsException _ -> "it is a file, not a directory";
            case AccessDeniedException _ -> "the master target may not write there";
            default -> e.getMessage();
        };
    }
}
