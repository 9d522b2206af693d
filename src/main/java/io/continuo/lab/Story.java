package io.continuo.lab;

import io.continuo.api.job.JobView;
import io.continuo.api.lab.FaultRequest;
import io.continuo.api.lab.StoryRow;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanText;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The whole circle of the sample site, without a person: protect, drill of a plan, planned
 * failover, commit, reverse, failback, and an unplanned failover after the primary died with its
 * line down. Every byte is held against the ledger at every step.
 */
public final class Story {
    private static final String PLAN = "Lab story";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration WRITE = Duration.ofSeconds(3);

    /** Longer than it takes to fail every machine over. */
    private static final double LINE_AWAY_SECONDS = 120;

    private final ContinuoClient client;
    private final LabSettings settings;
    private final Consumer<String> progress;
    private final DiskDoor door;
    private final List<MachinePlan> plans;
    private final List<StoryRow> rows = new CopyOnWriteArrayList<>();

    Story(
            ContinuoClient client,
            LabSettings settings,
            Consumer<String> progress,
            DiskDoor door,
            List<MachinePlan> plans) {
        this.client = client;
        this.settings = settings;
        this.progress = progress;
        this.door = door;
        this.plans = plans;
    }

    /**
     * @param client of a server that accepts faults, on this computer
     * @param progress told a sentence at every step
     * @return a row for every step of every machine; {@code verified} is false where anything is
     *     not as it has to be
     * @throws io.continuo.api.error.ContinuoException the site could not be protected
     */
    public static List<StoryRow> run(
            ContinuoClient client, LabSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        return new Story(client, settings, progress, NbdGuestDisk::open, MachinePlan.all()).run();
    }

    List<StoryRow> run() throws IOException, InterruptedException {
        LabSite site = LabSite.prepare(settings.directory(), settings.seed(), plans);
        progress.accept("seed " + site.seed());
        try (RunningSite running = RunningSite.start(client, site, door, progress)) {
            running.awaitReplication();
            List<StoryMachine> machines =
                    running.guests().stream()
                            .map(guest -> new StoryMachine(client, guest, door, this::tell))
                            .toList();
            drill(machines, running.guests());
            write();
            machines.forEach(machine -> machine.planned("planned failover"));
            write();
            machines.forEach(StoryMachine::settle);
            write();
            machines.forEach(machine -> machine.planned("failback"));
            write();
            machines.forEach(StoryMachine::settle);
            write();
            progress.accept("the line is cut, and then the machines die");
            client.injectFault(new FaultRequest(LINE_AWAY_SECONDS));
            write();
            machines.forEach(StoryMachine::unplanned);
        }
        return List.copyOf(rows);
    }

    /** A plan of all machines, tested and cleaned up. */
    private void drill(List<StoryMachine> machines, List<Guest> guests)
            throws InterruptedException {
        String names = machines.stream().map(StoryMachine::name).collect(Collectors.joining(", "));
        client.plans()
                .save(
                        new PlanText(
                                "plan: "
                                        + PLAN
                                        + "\ngroups:\n  - name: All\n    machines: ["
                                        + names
                                        + "]\n"));
        List<Long> from =
                guests.stream()
                        .map(guest -> {
                            long now = guest.ledger().now();
                            client.mark(guest.plan().name(), "before the drill");
                            return now;
                        })
                        .toList();
        run(PlanRunKind.TEST);
        for (int i = 0; i < machines.size(); i++) {
            machines.get(i).drilled(from.get(i));
        }
        run(PlanRunKind.CLEANUP);
    }

    private void run(PlanRunKind kind) {
        JobView job =
                client.await(
                        client.plans().start(PLAN, new PlanRunRequest(kind, "latest", "")),
                        LIMIT,
                        _ -> {});
        job.problem()
                .ifPresent(problem -> {
                    throw problem.toException();
                });
    }

    /** Lets the guests write for a while. */
    private static void write() throws InterruptedException {
        Thread.sleep(WRITE);
    }

    private void tell(StoryRow row) {
        rows.add(row);
        progress.accept(
                "%s: %s, %s: %s"
                        .formatted(
                                row.machine(),
                                row.step(),
                                row.verified() ? "verified" : "NOT VERIFIED",
                                row.result()));
    }
}
