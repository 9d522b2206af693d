package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.ResyncCause;
import io.continuo.api.machine.ResyncReceipt;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells, once each, what goes wrong with the disks themselves. */
final class DiskTroubles {
    private final CaptureSpec spec;
    private final InstantSource clock;
    private final CaptureEvents events;
    private final Set<String> told = new HashSet<>();

    DiskTroubles(CaptureSpec spec, InstantSource clock, CaptureEvents events) {
        this.spec = spec;
        this.clock = clock;
        this.events = events;
    }

    synchronized void look(DiskState disk) {
        String path = path(disk);
        IOException failed = disk.failure();
        if (failed != null && told.add("disk" + disk.index())) {
            raise(
                    Severity.CRITICAL,
                    ErrorCode.DISK_FAILED.name(),
                    path + " of " + spec.machine() + " cannot be made durable.",
                    String.valueOf(failed.getMessage()),
                    "Check the storage under it, then start the agent anew: what the disk holds is"
                            + " then compared with the replica.",
                    path);
        }
        IOException log = disk.activity().failure();
        if (log != null && told.add("activity" + disk.index())) {
            raise(
                    Severity.CRITICAL,
                    "ACTIVITY_LOG_FAILED",
                    "The agent cannot note what changes on " + path + ".",
                    String.valueOf(log.getMessage()),
                    "Make room in the agent's data directory. Until the agent starts anew, a crash"
                            + " means the whole disk is compared.",
                    path);
        }
    }

    void shrunk(DiskState disk, long now) {
        String path = path(disk);
        raise(
                Severity.CRITICAL,
                "DISK_SHRUNK",
                path + " of " + spec.machine() + " is smaller than when it was protected.",
                sizes(disk, now) + " Replication of the machine waits; its points stay valid.",
                "Give it its old size again: everything is then compared and goes on. If it is to"
                        + " stay smaller, unprotect the machine and protect it again.",
                path);
    }

    private String path(DiskState state) {
        return spec.disks().stream()
                .filter(disk -> disk.index() == state.index())
                .map(DiskSpec::path)
                .findFirst()
                .orElse("disk " + state.index());
    }

    private static String sizes(DiskState disk, long now) {
        return "It was " + disk.file().size() + " bytes and is " + now + " now.";
    }

    /** A resync is done; initial replication says so by its job. */
    void receipt(ResyncReceipt receipt) {
        if (receipt.cause() == ResyncCause.INITIAL) {
            return;
        }
        events.raise(
                new RaisedEvent(
                        clock.instant(),
                        Severity.INFO,
                        "RESYNC_RECEIPT",
                        Optional.of(spec.machineId()),
                        String.format(
                                Locale.ROOT,
                                "The resync of %s compared %d MiB and sent %d KiB in %.1f s.",
                                spec.machine(),
                                receipt.comparedBytes() >> 20,
                                receipt.sentBytes() >> 10,
                                receipt.seconds()),
                        receipt.text(),
                        "",
                        Map.of(
                                "machine", spec.machine(),
                                "cause", receipt.text(),
                                "comparedBytes", Long.toString(receipt.comparedBytes()),
                                "sentBytes", Long.toString(receipt.sentBytes()),
                                "seconds", Double.toString(receipt.seconds()))));
    }

    /** The change log on disk cannot be used: told once a reason. */
    synchronized void spillFailed(IOException e) {
        String why = String.valueOf(e.getMessage());
        if (told.add("spill" + why)) {
            events.raise(
                    new RaisedEvent(
                            clock.instant(),
                            Severity.WARNING,
                            "CHANGE_LOG_FAILED",
                            Optional.of(spec.machineId()),
                            "The change log of " + spec.machine() + " cannot be kept on disk.",
                            why,
                            "Make room in the agent's data directory. Meanwhile only which blocks"
                                    + " changed is kept, and they are sent when the line allows.",
                            Map.of("machine", spec.machine(), "cause", why)));
        }
    }

    private void raise(
            Severity severity,
            String code,
            String message,
            String cause,
            String correction,
            String path) {
        events.raise(
                new RaisedEvent(
                        clock.instant(),
                        severity,
                        code,
                        Optional.of(spec.machineId()),
                        message,
                        cause,
                        correction,
                        Map.of("machine", spec.machine(), "disk", path)));
    }

    static Problem resized(DiskSpec disk, long size) {
        return Problem.of(
                ErrorCode.DISK_FAILED,
                disk.path() + " has another size than when it was protected.",
                "It was " + disk.sizeBytes() + " bytes and is " + size + " now.",
                "Give it its old size again, or unprotect the machine and protect it anew.",
                disk.path());
    }
}
