package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.files.DurableDirectories;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Images a replica begins as a copy of, so that its initial replication sends only what differs.
 * They are only read. A file says that the copy is under way: until it is whole nothing opens the
 * replica, and after a crash it is made again.
 */
final class Seeds {
    private static final String UNDER_WAY = "seeding";
    private static final int STEP = 64 << 20;

    private final Path home;
    private final ReplicaSpec spec;
    private final List<Path> images;
    private final Optional<LinuxHoles> holes;

    Seeds(Path home, ReplicaSpec spec, List<Path> images, Optional<LinuxHoles> holes) {
        this.home = home;
        this.spec = spec;
        this.images = images;
        this.holes = holes;
    }

    /** Whether a replica must not be opened, because what it begins with is not whole. */
    static boolean underWay(Path home) {
        return Files.exists(home.resolve(UNDER_WAY));
    }

    static Problem wait(String machine) {
        return Problem.of(
                ErrorCode.CHANGE_NOT_NOW,
                "The replica of " + machine + " cannot be opened yet.",
                "It is being made as a copy of the seed, or that was interrupted.",
                "Wait: the job that protects the machine goes on with it. Without such a job,"
                        + " unprotect the machine and protect it again.",
                machine);
    }

    /** From now on nothing opens the replica until the copies are made. */
    void begin() throws IOException {
        Path mark = home.resolve(UNDER_WAY);
        if (!Files.exists(mark)) {
            Files.createFile(mark);
            DurableDirectories.sync(home);
        }
    }

    /**
     * Makes the copies, after {@link #begin}.
     *
     * @throws io.continuo.api.error.ContinuoException an image cannot be used, and why; nothing was
     *     copied then
     */
    void plant() throws IOException {
        for (int i = 0; i < images.size(); i++) {
            check(images.get(i), spec.disks().get(i));
        }
        Path mark = home.resolve(UNDER_WAY);
        Path base = DurableDirectories.create(home.resolve("base"));
        for (int i = 0; i < images.size(); i++) {
            Path to = base.resolve("disk-" + spec.disks().get(i).index() + ".img");
            Path part = to.resolveSibling(to.getFileName() + ".part");
            Files.deleteIfExists(part);
            copy(images.get(i), part, mark);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        }
        DurableDirectories.sync(base);
        Files.delete(mark);
        DurableDirectories.sync(home);
    }

    private void check(Path image, DiskSpec disk) throws IOException {
        if (!Files.exists(image)) {
            throw refusal(
                            ErrorCode.SEED_MISSING,
                            image,
                            "There is no such file on the computer of the master target.",
                            "Give the path of an image there; --seed is read by the master target,"
                                    + " not here.")
                    .toException();
        }
        if (!Files.isRegularFile(image) || !Files.isReadable(image)) {
            throw refusal(
                            ErrorCode.SEED_UNREADABLE,
                            image,
                            "It is no file, or the master target may not read it.",
                            "Give a raw image file that the master target may read.")
                    .toException();
        }
        long size = Files.size(image);
        if (size != disk.sizeBytes()) {
            throw refusal(
                            ErrorCode.SEED_SIZE_WRONG,
                            image,
                            "It has "
                                    + size
                                    + " bytes, and its disk "
                                    + disk.path()
                                    + " has "
                                    + disk.sizeBytes()
                                    + ".",
                            "Give a raw image of the same size, one for each disk in the order of"
                                    + " the disks.")
                    .toException();
        }
    }

    private Problem refusal(ErrorCode code, Path image, String cause, String correction) {
        return Problem.of(
                code,
                "The replica of " + spec.machine() + " cannot begin from " + image + ".",
                cause,
                correction,
                spec.machine(),
                image.toString());
    }

    /** Copies data and leaves holes; on some file systems both then share their blocks. */
    private void copy(Path image, Path part, Path mark) throws IOException {
        try (FileChannel from = FileChannel.open(image, StandardOpenOption.READ);
                FileChannel to =
                        FileChannel.open(
                                part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = from.size();
            int descriptor = holes.map(linux -> linux.openReadOnly(image)).orElse(-1);
            try {
                long at = 0;
                while (at < size) {
                    long start = descriptor < 0 ? at : holes.get().nextData(descriptor, at, size);
                    long end =
                            descriptor < 0 || start >= size
                                    ? size
                                    : holes.get().nextHole(descriptor, start, size);
                    transfer(from, start, Math.max(end, Math.min(size, start + 1)), to, mark);
                    at = Math.max(end, start + 1);
                }
            } finally {
                if (descriptor >= 0) {
                    holes.get().close(descriptor);
                }
            }
            to.force(true);
        }
    }

    private void transfer(FileChannel from, long start, long end, FileChannel to, Path mark)
            throws IOException {
        long at = start;
        while (at < end) {
            if (!Files.exists(mark)) {
                throw new IOException("the replica was removed while it was made");
            }
            to.position(at);
            long moved = from.transferTo(at, Math.min(STEP, end - at), to);
            if (moved <= 0) {
                throw new IOException("the seed became shorter while it was copied");
            }
            at += moved;
        }
    }
}
