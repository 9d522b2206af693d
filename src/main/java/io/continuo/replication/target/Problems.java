package io.continuo.replication.target;

import io.continuo.api.component.VolumeReport;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointChoice;
import io.continuo.api.machine.PointView;
import io.continuo.replication.journal.DamagedSegmentException;
import io.continuo.replication.journal.Moment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a master target tells people (invariant 9). */
final class Problems {
    private Problems() {}

    static Problem machineUnknown(String machine) {
        return Problem.of(
                ErrorCode.MACHINE_UNKNOWN,
                "This master target holds no replica of " + machine + ".",
                "The machine is not protected to here, or its replica was removed.",
                "Protect the machine, or ask the master target it replicates to.",
                machine);
    }

    static Problem pointUnknown(String machine, String id) {
        return Problem.of(
                ErrorCode.POINT_UNKNOWN,
                "There is no recovery point " + id + " of " + machine + ".",
                "It never was, or it is past retention.",
                "List the points of the machine and choose one, or use latest.",
                machine,
                id);
    }

    static Problem momentMissing(String machine, Instant wanted, Moment.Missing missing) {
        String nearest =
                Stream.of(missing.before(), missing.after())
                        .flatMap(Optional::stream)
                        .map(Instant::toString)
                        .collect(Collectors.joining(" and "));
        return Problem.of(
                ErrorCode.POINT_UNKNOWN,
                machine + " cannot be recovered to " + wanted + ".",
                missing.why(),
                nearest.isEmpty()
                        ? "Use latest once there is a point."
                        : "The nearest times that can be recovered to: " + nearest + ".",
                machine,
                wanted.toString());
    }

    static Problem noSuchKind(String machine, PointChoice.Newest wanted) {
        String kind =
                (wanted.multiVm() ? "multi-VM " : "") + (wanted.app() ? "app-consistent " : "");
        return Problem.of(
                ErrorCode.POINT_UNKNOWN,
                machine + " has no " + kind + "recovery point.",
                "None was made, or it is past retention.",
                "Make one with continuo mark --app-consistent or continuo group mark, or use"
                        + " latest.",
                machine);
    }

    static Problem noPointYet(String machine) {
        return Problem.of(
                ErrorCode.NO_POINT_YET,
                "There is nothing to recover " + machine + " from yet.",
                "Its initial replication is not finished.",
                "Wait until its data state is DELTA, then ask again.",
                machine);
    }

    static Problem drillRunning(String machine, PointView point) {
        return Problem.of(
                ErrorCode.TEST_FAILOVER_RUNNING,
                "A test failover of " + machine + " is running already.",
                "It was opened at point " + point.id() + " and not cleaned up.",
                "Clean it up, then start the next one.",
                machine,
                point.id());
    }

    static Problem staleEpoch(String machine, int epoch, int newest) {
        return Problem.of(
                ErrorCode.SENDER_REPLACED,
                "A sender of " + machine + " was refused.",
                "It has epoch " + epoch + ", but a newer sender with " + newest + " was here.",
                "Stop the old agent; only the newest one may replicate.",
                machine);
    }

    static Problem disksChanged(String machine) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "The replica of " + machine + " cannot take other disks.",
                "Points of these disks, or of later ones, exist already, or a disk became smaller.",
                "Unprotect the machine and protect it again.",
                machine);
    }

    /** Before the disk is full: what is held stays whole and usable. */
    static Problem noRoom(String machine, Path where, VolumeReport volume) {
        return Problem.of(
                ErrorCode.DISK_FULL,
                "The master target has no room for " + machine + ".",
                "Only "
                        + (volume.freeBytes() >> 20)
                        + " MiB of "
                        + (volume.totalBytes() >> 20)
                        + " are free under "
                        + where
                        + ", and the last ones are kept for what is held already.",
                "Make room there, or shorten the retention; replication goes on by itself. Every"
                        + " recovery point there is stays usable.",
                machine,
                where.toString());
    }

    /** What an input or output error means for a replica. */
    static Problem of(String machine, Path where, IOException e) {
        if (e instanceof DamagedSegmentException damaged) {
            return Problem.of(
                    ErrorCode.JOURNAL_DAMAGED,
                    "The journal of " + machine + " is damaged.",
                    damaged.getMessage() + ".",
                    "Points before the damage stay usable. Check the disk under "
                            + where
                            + "; to replicate on, unprotect the machine and protect it again.",
                    machine,
                    damaged.segment().toString());
        }
        if (FullDisk.is(e)) {
            return Problem.of(
                    ErrorCode.DISK_FULL,
                    "The master target has no room for " + machine + ".",
                    "The disk under " + where + " is full: " + e.getMessage() + ".",
                    "Make room there, or shorten the retention; replication goes on by itself.",
                    machine,
                    where.toString());
        }
        return Problem.of(
                ErrorCode.DISK_FAILED,
                "The master target's disk failed for " + machine + ".",
                "Reading or writing under " + where + " failed: " + e.getMessage() + ".",
                "Check that disk; replication goes on from what is durable.",
                machine,
                where.toString());
    }
}
