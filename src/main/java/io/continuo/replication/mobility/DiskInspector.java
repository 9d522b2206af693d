package io.continuo.replication.mobility;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.DiskFacts;
import io.continuo.replication.nbd.DiskFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Looks at a disk somebody wants to protect. Never changes it. */
public final class DiskInspector {
    /** Disks are made of sectors. */
    public static final int SECTOR = 512;

    private static final int FILE_TYPE = 0xF000;
    private static final int BLOCK_DEVICE = 0x6000;

    private final DiskClaims claims;

    public DiskInspector(DiskClaims claims) {
        this.claims = claims;
    }

    /** What there is to say of a disk; problems are in the answer. */
    public DiskFacts inspect(String text) {
        try {
            return look(Path.of(text));
        } catch (InvalidPathException e) {
            return refused(text, 0, missing(text));
        } catch (ContinuoException e) {
            return refused(text, 0, e.problem());
        } catch (IOException e) {
            return refused(text, 0, unreadable(text, e));
        }
    }

    private DiskFacts look(Path path) throws IOException {
        String text = path.toString();
        if (!path.isAbsolute() || !Files.exists(path)) {
            return refused(text, 0, missing(text));
        }
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile() && !isBlockDevice(path)) {
            return refused(text, 0, notAFile(text, attributes));
        }
        if (claims.has(path)) {
            return refused(text, attributes.size(), DiskClaim.taken(path));
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            return refused(text, attributes.size(), unreadable(text, null));
        }
        claims.take(path).close();
        return measure(text, path);
    }

    private DiskFacts measure(String text, Path path) throws IOException {
        try (DiskFile disk = DiskFile.open(path, true)) {
            long size = disk.size();
            if (size == 0) {
                return refused(text, 0, empty(text));
            }
            if (size % SECTOR != 0) {
                return refused(text, size, unaligned(text, size));
            }
            long[] allocated = new long[1];
            disk.extents(
                    0,
                    size,
                    (length, hole, zero) -> {
                        allocated[0] += hole ? 0 : length;
                        return true;
                    });
            return new DiskFacts(text, size, allocated[0], Optional.empty());
        }
    }

    private static boolean isBlockDevice(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        return ((int) Files.getAttribute(path, "unix:mode") & FILE_TYPE) == BLOCK_DEVICE;
    }

    private static DiskFacts refused(String path, long size, Problem problem) {
        return new DiskFacts(path, size, 0, Optional.of(problem));
    }

    static Problem missing(String path) {
        return Problem.of(
                ErrorCode.DISK_MISSING,
                "There is no disk at " + path + ".",
                "The agent finds nothing under that absolute path on the protected machine.",
                "Give the full path of a raw image file or a block device, for instance"
                        + " /var/lib/machines/web.raw.",
                path);
    }

    private static Problem notAFile(String path, BasicFileAttributes attributes) {
        return Problem.of(
                ErrorCode.DISK_NOT_A_FILE,
                path + " is not a disk.",
                attributes.isDirectory()
                        ? "It is a directory."
                        : "It is neither a regular file nor a block device.",
                "Give the path of a raw image file or a block device.",
                path);
    }

    private static Problem unreadable(String path, IOException e) {
        return Problem.of(
                ErrorCode.DISK_UNREADABLE,
                "The agent cannot use " + path + ".",
                e == null
                        ? "The agent's user may not read and write it."
                        : "Opening it failed: " + e.getMessage() + ".",
                "Let the user the agent runs as read and write it, and check that its storage"
                        + " works.",
                path);
    }

    private static Problem empty(String path) {
        return Problem.of(
                ErrorCode.DISK_EMPTY,
                path + " is empty.",
                "Its size is 0 bytes.",
                "Give it the size the disk is to have, for instance: truncate -s 10G " + path,
                path);
    }

    private static Problem unaligned(String path, long size) {
        long next = (size / SECTOR + 1) * SECTOR;
        return Problem.of(
                ErrorCode.DISK_SIZE_UNALIGNED,
                path + " is not a whole number of sectors long.",
                "Its size is " + size + " bytes, which is no multiple of " + SECTOR + ".",
                "If it is a raw image, make it longer: truncate -s " + next + " " + path,
                path);
    }
}
