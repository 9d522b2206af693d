package io.continuo.server.recovery;

import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.job.JobKind;
import io.continuo.api.machine.ExportRequest;
import io.continuo.server.domain.Machine;
import io.continuo.server.domain.Refusals;
import io.continuo.server.inventory.Machines;
import io.continuo.server.jobs.JobContext;
import io.continuo.server.jobs.JobScript;
import io.continuo.server.jobs.Step;

import java.time.Duration;
import java.util.List;

/** Writes every disk of a point as an image file on the master target. */
public final class Export implements JobScript {
    /** A day for the largest; one that is stuck shows in its progress, and can be cancelled. */
    private static final Duration WRITE_LIMIT = Duration.ofHours(24);

    private final Machines machines;
    private final Points points;

    public Export(Machines machines, Points points) {
        this.machines = machines;
        this.points = points;
    }

    @Override
    public JobKind kind() {
        return JobKind.EXPORT;
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step("CHECK", this::check), new Step("WRITE_IMAGES", this::write));
    }

    @Override
    public String leaves() {
        return "The master target removes the image files it had begun.";
    }

    private void check(JobContext job) {
        points.check(machine(job), job.request(ExportRequest.class).point());
    }

    private void write(JobContext job) {
        Machine machine = machine(job);
        ExportRequest request = job.request(ExportRequest.class);
        Outcome outcome =
                job.order(
                        machine.servers().masterTarget(),
                        "export",
                        new Order.ExportPoint(
                                machine.id(),
                                request.point(),
                                request.directory(),
                                request.format()),
                        WRITE_LIMIT);
        if (outcome instanceof Outcome.Exported exported) {
            job.output(exported.files());
        }
    }

    /** The target removes what it began when its order is withdrawn. */
    @Override
    public void undo(JobContext job) {
        job.detail("");
    }

    private Machine machine(JobContext job) {
        return machines.byId(job.machineId())
                .orElseThrow(() -> Refusals.machineUnknown(job.job().machine()).toException());
    }
}
