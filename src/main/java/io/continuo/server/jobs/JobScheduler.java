package io.continuo.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import io.continuo.server.events.EventLog;
import io.continuo.server.inventory.Machines;
import io.continuo.server.inventory.OrderDesk;
import io.continuo.server.store.Database;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs jobs on virtual threads, through a table, so that each has one owner and outlives a crash.
 */
public final class JobScheduler implements AutoCloseable {
    private static final int AT_ONCE = 500;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Jobs jobs;
    private final ExecutorService executor;
    private final Scheduler scheduler;

    private JobScheduler(Jobs jobs, ExecutorService executor, Scheduler scheduler) {
        this.jobs = jobs;
        this.executor = executor;
        this.scheduler = scheduler;
    }

    public static JobScheduler start(
            Database database,
            Jobs jobs,
            OrderDesk orders,
            Machines machines,
            EventLog events,
            Clock clock) {
        JobRunner runner = new JobRunner(jobs, orders, machines, events, clock);
        OneTimeTask<Void> task =
                Tasks.oneTime("job")
                        .onFailure((complete, operations) ->
                                operations.reschedule(complete, complete.getTimeDone()))
                        .onDeadExecutionRevive()
                        .execute((instance, context) -> runner.run(instance.getId()));
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Scheduler scheduler =
                Scheduler.create(database.dataSource(), task)
                        .schedulerName(new SchedulerName.Fixed("configuration-server"))
                        .threads(AT_ONCE)
                        .executorService(executor)
                        .pollingInterval(Duration.ofSeconds(1))
                        .shutdownMaxWait(STOP_LIMIT)
                        .enableImmediateExecution()
                        .build();
        database.releaseTasks();
        scheduler.start();
        jobs.scheduleWith(
                id -> scheduler.scheduleIfNotExists(task.instance(id), java.time.Instant.now()));
        return new JobScheduler(jobs, executor, scheduler);
    }

    /** Running jobs stop where they are and go on after the next start. */
    @Override
    public void close() {
        jobs.stop();
        scheduler.stop();
        executor.shutdownNow();
    }
}
