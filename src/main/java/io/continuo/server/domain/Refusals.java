package io.continuo.server.domain;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.time.Duration;

/** Refusals more than one feature makes. */
public final class Refusals {
    private Refusals() {}

    public static Problem machineUnknown(String machine) {
        return Problem.of(
                ErrorCode.MACHINE_UNKNOWN,
                "There is no protected machine " + machine + ".",
                "No machine has that name or id; it may have been unprotected.",
                "List the machines with: continuo machines.",
                machine);
    }

    public static Problem pointUnknown(String machine, String point) {
        return Problem.of(
                ErrorCode.POINT_UNKNOWN,
                "Machine " + machine + " has no recovery point " + point + ".",
                "It never had it, or it is past the retention of its policy.",
                "List its points with: continuo points " + machine + ", or use latest.",
                machine,
                point);
    }

    public static Problem noPointYet(String machine) {
        return Problem.of(
                ErrorCode.NO_POINT_YET,
                "Machine " + machine + " has no recovery point yet.",
                "Its initial replication has not finished.",
                "Wait for it: continuo machines shows its data state.",
                machine);
    }

    public static Problem testFailoverRunning(String machine) {
        return Problem.of(
                ErrorCode.TEST_FAILOVER_RUNNING,
                "A test failover of " + machine + " is running.",
                "A machine has one test failover at a time, and keeps its points while it runs.",
                "Clean it up first: continuo failover cleanup " + machine + ".",
                machine);
    }

    public static Problem noTestFailover(String machine) {
        return Problem.of(
                ErrorCode.NO_TEST_FAILOVER,
                "No test failover of " + machine + " is running.",
                "None was started, or it was cleaned up already.",
                "Start one with: continuo failover test " + machine + ".",
                machine);
    }

    public static Problem silent(String component, Duration age) {
        return Problem.of(
                ErrorCode.COMPONENT_SILENT,
                "The component "
                        + component
                        + " has not been heard of for "
                        + age.toSeconds()
                        + " s.",
                "It is stopped, or it cannot reach this configuration server.",
                "Start it, check the network between them, and ask again.",
                component);
    }

    public static Problem badRequest(String message, String cause, String correction) {
        return Problem.of(ErrorCode.BAD_REQUEST, message, cause, correction);
    }

    public static Problem cancelled(String left) {
        return Problem.of(
                ErrorCode.CANCELLED,
                "The job was cancelled.",
                "Someone asked for it. " + left,
                "Start it again when you want it.");
    }
}
