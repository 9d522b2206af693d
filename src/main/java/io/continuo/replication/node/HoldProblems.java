package io.continuo.replication.node;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.nio.file.Path;

/** Why a machine cannot be kept off its disks without force. */
final class HoldProblems {
    private HoldProblems() {}

    static Problem attached(String machine, String disk, int clients) {
        return inUse(
                machine,
                "Its disk " + disk + " has " + clients + " clients over NBD.",
                "Shut the machine down, or detach whatever else uses the disk, and try again.");
    }

    static Problem mounted(String machine, Path device) {
        return inUse(
                machine,
                "Its block device " + device + " is mounted or used for swapping.",
                "Stop what uses it, unmount it, and try again.");
    }

    static Problem running(String machine) {
        return inUse(
                machine,
                "It is captured from a running QEMU, which still has its disks.",
                "A planned failover of such a machine is not possible yet. Shut it down, protect"
                        + " its disk files over NBD, or use an unplanned failover, which loses what"
                        + " the preview says.");
    }

    private static Problem inUse(String machine, String cause, String correction) {
        return Problem.of(
                ErrorCode.SOURCE_IN_USE,
                "The machine " + machine + " still uses its disks.",
                cause,
                correction,
                machine);
    }
}
