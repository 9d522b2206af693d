package io.continuo.replication.consistency;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

/** What keeps a consistency group from its point, in words (invariant 9). */
final class BarrierProblems {
    private BarrierProblems() {}

    static Problem otherMembers(String machineId) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "A member knows the group differently.",
                "The group has just been changed, and not every agent has heard of it yet.",
                "Nothing needs doing: the next point is made by the group as it is then.",
                machineId);
    }

    static Problem notHere(String machineId) {
        return Problem.of(
                ErrorCode.MACHINE_UNKNOWN,
                "A member is not captured by the agent that was asked.",
                "It moved to another agent, or its capture could not be started.",
                "Look at the machine's data state and what it says.",
                machineId);
    }

    static Problem notQuiet(String machineId) {
        return Problem.of(
                ErrorCode.SCRIPT_FAILED,
                "A member's applications could not stand still long enough.",
                "Another member's pre-script took too long, and none waits for it over 30 s.",
                "Make the pre-scripts of the group faster.",
                machineId);
    }

    static Problem roundUnknown(String machineId) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "A member does not remember the round.",
                "Its agent was restarted meanwhile, or was asked out of order.",
                "Nothing needs doing: the next point is made anew.",
                machineId);
    }

    static Problem heldTooLong(String machineId) {
        return Problem.of(
                ErrorCode.TIMED_OUT,
                "A member's writes could not be held long enough.",
                "Another member was slow, and no guest waits longer than a second.",
                "Nothing needs doing if it is rare; else look for the member that is slow.",
                machineId);
    }

    static Problem unreachable(String machine, String cause) {
        return Problem.of(
                ErrorCode.LINK_LOST,
                "The agent of " + machine + " does not answer its group.",
                cause,
                "Check that its agent runs, and that port 20004 is open between the machines.",
                machine);
    }
}
