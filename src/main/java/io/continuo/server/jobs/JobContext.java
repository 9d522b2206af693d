package io.continuo.server.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.Json;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.machine.Progress;
import io.continuo.server.domain.Job;
import io.continuo.server.domain.Refusals;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.inventory.ServerStopping;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a step can see and do of its job. */
public final class JobContext {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Jobs jobs;
    private final OrderDesk orders;
    private final String jobId;
    private final String leaves;
    private int step;
    private boolean undoing;

    JobContext(Jobs jobs, OrderDesk orders, String jobId, String leaves) {
        this.jobs = jobs;
        this.orders = orders;
        this.jobId = jobId;
        this.leaves = leaves;
    }

    /** For the steps that run at once, each its own. */
    JobContext at(int index) {
        JobContext context = new JobContext(jobs, orders, jobId, leaves);
        context.step = index;
        return context;
    }

    void undoing() {
        undoing = true;
    }

    /** Which step this is, from 0. */
    public int step() {
        return step;
    }

    public Job job() {
        return jobs.get(jobId);
    }

    public String machineId() {
        return job().machineId();
    }

    public <T> T request(Class<T> type) {
        try {
            return Json.mapper().readValue(job().request(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request of job " + jobId + " is damaged", e);
        }
    }

    /** Says one sentence about where the step is. */
    public void detail(String text) {
        jobs.detail(jobId, step, text);
    }

    public void progress(Progress progress) {
        jobs.progress(jobId, step, progress);
    }

    public void output(List<String> output) {
        jobs.change(jobId, job -> job.withOutput(output));
    }

    /**
     * Gives an order and waits for its outcome; the order's id is the same when the step runs
     * again.
     *
     * @param what tells this order from others of the job
     */
    public Outcome order(String componentId, String what, Order order, Duration limit) {
        return orders.give(
                componentId,
                jobId + "." + what,
                order,
                limit,
                new OrderDesk.Watcher() {
                    @Override
                    public void check() {
                        goOn();
                    }

                    @Override
                    public void progress(Progress progress) {
                        JobContext.this.progress(progress);
                    }
                });
    }

    /** Waits until something is so, however long it takes. */
    public void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            pause(LOOK_EVERY);
        }
    }

    /**
     * Waits until something is so, even when the job was cancelled meanwhile: for what would be
     * left half done.
     */
    public void settle(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (jobs.stopping()) {
                throw new ServerStopping();
            }
            sleep(LOOK_EVERY);
        }
    }

    public void pause(Duration time) {
        goOn();
        sleep(time);
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStopping();
        }
    }

    /** Throws when the job was cancelled or the server stops. */
    public void goOn() {
        if (jobs.stopping()) {
            throw new ServerStopping();
        }
        if (!undoing && !leaves.isEmpty() && job().cancelling()) {
            throw Refusals.cancelled(leaves).toException();
        }
    }
}
