package io.continuo.replication.qemu;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CaptureKind;

import java.nio.file.Path;

/**
 * Where a disk inside a running QEMU is: the socket of its monitor, and what QEMU calls the disk.
 * Written {@code qmp:/run/vm/web.qmp#virtio0}; without a name, all disks the machine can write.
 *
 * @param disk the device or block node; empty for all
 */
public record QemuAddress(Path socket, String disk) {
    /**
     * Reads one.
     *
     * @throws io.continuo.api.error.ContinuoException it is none
     */
    public static QemuAddress parse(String path) {
        String rest =
                CaptureKind.ofQemu(path) ? path.substring(CaptureKind.QMP_SCHEME.length()) : "";
        int mark = rest.lastIndexOf('#');
        String socket = mark < 0 ? rest : rest.substring(0, mark);
        if (!socket.startsWith("/")) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "'" + path + "' is no disk of a running QEMU.",
                            "It does not name a monitor's socket by its whole path.",
                            "Write it like qmp:/run/vm/web.qmp#virtio0, or use --qmp SOCKET.",
                            path)
                    .toException();
        }
        return new QemuAddress(Path.of(socket), mark < 0 ? "" : rest.substring(mark + 1));
    }

    /** The same monitor's disk of another name. */
    QemuAddress named(String name) {
        return new QemuAddress(socket, name);
    }

    @Override
    public String toString() {
        return CaptureKind.QMP_SCHEME + socket + (disk.isEmpty() ? "" : "#" + disk);
    }
}
