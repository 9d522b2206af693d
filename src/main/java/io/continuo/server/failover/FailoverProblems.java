package io.continuo.server.failover;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

/** What the family refuses beside what the rules do. */
final class FailoverProblems {
    private FailoverProblems() {}

    static Problem none(String machine) {
        return Problem.of(
                ErrorCode.NO_FAILOVER,
                machine + " is not failed over.",
                "No failover of it is under way, or it was cancelled.",
                "Start one with: continuo failover planned " + machine + ".",
                machine);
    }

    static Problem confirmation(String machine, String typed) {
        return Problem.of(
                ErrorCode.CONFIRMATION_WRONG,
                "The failover of " + machine + " was not confirmed.",
                typed.isEmpty()
                        ? "Its name was not given."
                        : "'" + typed + "' was given, and its name is '" + machine + "'.",
                "Give the name exactly as it is written: --confirm " + machine + ".",
                machine);
    }

    static Problem silentSource(String machine, String agent) {
        return Problem.of(
                ErrorCode.COMPONENT_SILENT,
                "A planned failover of " + machine + " cannot begin.",
                "The mobility service "
                        + agent
                        + " is not heard of, so that its last changes"
                        + " cannot be brought over.",
                "Bring it back, or use an unplanned failover: its preview says what would be lost.",
                machine,
                agent);
    }

    static Problem silentTarget(String machine, String target) {
        return Problem.of(
                ErrorCode.COMPONENT_SILENT,
                machine + " cannot be failed over now.",
                "The master target " + target + " is not heard of.",
                "Bring it back, or wait until it is heard of again.",
                machine,
                target);
    }

    static Problem notDelta(String machine, String state) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "A planned failover of " + machine + " cannot begin now.",
                "Its data state is " + state + ": what the recovery place has is not complete.",
                "Wait until its data state is DELTA, or use an unplanned failover from an older"
                        + " point.",
                machine);
    }

    static Problem otherSide(String machine, String what, String correction) {
        return Problem.of(
                ErrorCode.OTHER_SIDE_MISSING,
                "The replication of " + machine + " cannot be turned around.",
                what,
                correction,
                machine);
    }
}
