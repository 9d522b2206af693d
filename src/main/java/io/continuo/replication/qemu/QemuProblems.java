package io.continuo.replication.qemu;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can be wrong with a running QEMU's disks. */
final class QemuProblems {
    private QemuProblems() {}

    static Problem silent(QemuAddress address, IOException e) {
        Path socket = address.socket();
        boolean there = Files.exists(socket);
        return Problem.of(
                there ? ErrorCode.DISK_UNREADABLE : ErrorCode.DISK_MISSING,
                "QEMU does not answer at " + socket + ".",
                there
                        ? "The socket is there, but " + e.getMessage() + "."
                        : "There is no such socket on the agent's computer.",
                "Start the machine with a monitor for the agent alone: -qmp unix:"
                        + socket
                        + ",server=on,wait=off; the agent's user needs access to it.",
                address.toString());
    }

    static Problem unknown(QemuAddress address, BlockGraph graph) {
        return Problem.of(
                ErrorCode.DISK_MISSING,
                "The machine has no disk " + address.disk() + ".",
                "QEMU at "
                        + address.socket()
                        + " knows "
                        + graph.writable().stream().map(BlockGraph.Disk::name).toList()
                        + ".",
                "Name one of these with --disk, or leave --disk out for all of them.",
                address.toString());
    }

    static Problem none(QemuAddress address) {
        return Problem.of(
                ErrorCode.DISK_MISSING,
                "The machine has no disk to protect.",
                "QEMU at " + address.socket() + " has none that its guest may write.",
                "Attach one, or name a block node with --disk.",
                address.toString());
    }

    static Problem readOnly(QemuAddress address) {
        return Problem.of(
                ErrorCode.DISK_UNREADABLE,
                "The disk " + address.disk() + " cannot be written by its machine.",
                "QEMU has opened it read-only, so that nothing on it changes.",
                "Leave it out.",
                address.toString());
    }

    static Problem unaligned(QemuAddress address, long size) {
        return Problem.of(
                ErrorCode.DISK_SIZE_UNALIGNED,
                "The disk " + address.disk() + " has no usable size.",
                "Its size is " + size + " bytes, which is no positive multiple of 512.",
                "Give it another size with block_resize.",
                address.toString());
    }

    static IOException resized(QemuDisk disk, long size) {
        return new IOException(
                "Disk "
                        + disk.address().disk()
                        + " was "
                        + disk.size()
                        + " bytes when it was protected and is "
                        + size
                        + " now; unprotect the machine and protect it anew.");
    }
}
