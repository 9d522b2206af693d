package io.continuo.server.protection;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.PointKind;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.inventory.LiveFacts;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.recovery.Points;

import java.time.Duration;

/** The first copy of a machine to a replica, up to the first recovery point. */
public final class FirstCopy {
    private static final Duration POINT_LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Machines machines;
    private final LiveFacts facts;
    private final Points points;

    public FirstCopy(Machines machines, LiveFacts facts, Points points) {
        this.machines = machines;
        this.facts = facts;
        this.points = points;
    }

    /**
     * Waits until the replica holds everything.
     *
     * @throws ContinuoException it failed for good
     */
    public void await(JobContext job) {
        job.await(() ->
                facts.capture(job.machineId())
                        .map(LiveFacts.Capture::report)
                        .map(report -> initialDone(job, report))
                        .orElse(false));
    }

    private boolean initialDone(JobContext job, CaptureReport report) {
        report.progress().ifPresent(job::progress);
        job.detail(report.cause());
        return switch (report.dataState()) {
            case DELTA, FINALIZING, FROZEN -> true;
            case NONE, INITIAL, RESYNC_REQUIRED, RESYNCING, PAUSED -> false;
            case ERROR ->
                    throw Problem.of(
                                    ErrorCode.DISK_FAILED,
                                    "Initial replication of " + job.job().machine() + " failed.",
                                    report.cause().isEmpty()
                                            ? "The mobility service stopped it."
                                            : report.cause(),
                                    "Put right what its cause names, and protect the machine"
                                            + " again.",
                                    job.job().machine())
                            .toException();
        };
    }

    /** Makes the first recovery point; a scheduled one that comes earlier does as well. */
    public void firstPoint(JobContext job) {
        for (int attempt = 1; points.summary(job.machineId()).count() == 0; attempt++) {
            try {
                mark(job, attempt);
            } catch (ContinuoException e) {
                ErrorCode code = e.problem().code();
                if (code == ErrorCode.CANCELLED || code == ErrorCode.DISK_FAILED) {
                    throw e;
                }
                job.detail(e.problem().message());
                job.pause(RETRY);
            }
        }
    }

    private void mark(JobContext job, int attempt) {
        Machine machine =
                machines.byId(job.machineId())
                        .orElseThrow(
                                () -> Refusals.machineUnknown(job.job().machine()).toException());
        Outcome outcome =
                job.order(
                        machine.servers().agent(),
                        "first-point-" + attempt,
                        new Order.MarkPoint(machine.id(), PointKind.CRASH, ""),
                        POINT_LIMIT);
        if (outcome instanceof Outcome.PointMade made) {
            points.made(machine.id(), made.point());
        }
    }
}
