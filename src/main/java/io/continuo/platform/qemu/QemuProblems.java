package io.continuo.platform.qemu;

import io.continuo.api.component.MachineStart;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

/** What can go wrong with a machine. */
final class QemuProblems {
    private QemuProblems() {}

    static Problem missing(String program) {
        return Problem.of(
                ErrorCode.PLATFORM_MISSING,
                "Machines cannot be started here.",
                "There is no program " + program + " that can be run.",
                "Install QEMU (Debian: qemu-system-x86) on the computer of this component, or name"
                        + " the program in CONTINUO_QEMU.",
                program);
    }

    static Problem noUefi(String machine) {
        return Problem.of(
                ErrorCode.FIRMWARE_MISSING,
                machine + " cannot be started: it needs UEFI.",
                "No UEFI firmware for QEMU is installed at this component.",
                "Install it (Debian: ovmf), or set the firmware: continuo hardware "
                        + machine
                        + " --firmware bios.",
                machine);
    }

    static Problem noKernel(String machine, String path) {
        return Problem.of(
                ErrorCode.KERNEL_MISSING,
                machine + " cannot be started: " + path + " is not there.",
                "Its hardware names that file, and this component cannot read it.",
                "Put it on the computer of this component, or change it: continuo hardware "
                        + machine
                        + " --kernel FILE --initrd FILE.",
                machine,
                path);
    }

    static Problem failed(MachineStart start, String cause) {
        return Problem.of(
                ErrorCode.MACHINE_START_FAILED,
                start.machine() + " could not be started.",
                cause,
                "Put right what its cause names, and start it again.",
                start.machine(),
                start.runId());
    }

    static Problem stays(String machine, String runId, long seconds) {
        return Problem.of(
                ErrorCode.MACHINE_STOP_FAILED,
                machine + " did not shut down within " + seconds + " s.",
                "It was asked to, by its guest agent where it has one, and by its power button.",
                "Give it more time, shut it down from inside, or let it be switched off.",
                machine,
                runId);
    }

    static Problem unknown(String runId) {
        return Problem.of(
                ErrorCode.RUN_UNKNOWN,
                "No machine runs here as " + runId + ".",
                "It was never started here, or it was stopped.",
                "Start it again if it is wanted.",
                runId);
    }

    static Problem badRun(String runId) {
        return Problem.of(
                ErrorCode.BAD_REQUEST,
                "A run cannot be called '" + runId + "'.",
                "Its name becomes the name of a directory.",
                "Use 1 to 100 letters, digits, dots, hyphens and underscores.",
                runId);
    }

    static Problem silent(String runId, Exception e) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "The machine of " + runId + " runs, but its QEMU does not answer.",
                String.valueOf(e.getMessage()),
                "Try again; if it stays so, switch the machine off.",
                runId);
    }

    static Problem disks(String runId, int has, int given) {
        return Problem.of(
                ErrorCode.BAD_REQUEST,
                "The disks of " + runId + " cannot be found elsewhere.",
                "It has " + has + " disks, and " + given + " places were given.",
                "Give one place for each disk, under the same export names.",
                runId);
    }
}
