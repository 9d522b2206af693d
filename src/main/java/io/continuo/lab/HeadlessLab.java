package io.continuo.lab;

import io.continuo.api.lab.FaultRequest;
import io.continuo.api.lab.LabRow;
import io.continuo.api.lab.LabRow.RpoSummary;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The lab without a person: protects the sample site, runs its load, cuts the line, marks points,
 * drills every machine at several of them, and proves each view from its bytes.
 */
public final class HeadlessLab {
    private static final Duration SAMPLE_PERIOD = Duration.ofSeconds(1);

    private final ContinuoClient client;
    private final LabSettings settings;
    private final Consumer<String> progress;
    private final DiskDoor door;
    private final List<MachinePlan> plans;
    private final long started = System.nanoTime();
    private long loadStarted;

    HeadlessLab(
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
     * @return a row for every machine; {@code verified} is false where anything did not verify, and
     *     progress was told what
     * @throws io.continuo.api.error.ContinuoException the site could not be protected
     */
    public static List<LabRow> run(
            ContinuoClient client, LabSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        return new HeadlessLab(client, settings, progress, NbdGuestDisk::open, MachinePlan.all())
                .run();
    }

    List<LabRow> run() throws IOException, InterruptedException {
        LabSite site = LabSite.prepare(settings.directory(), settings.seed(), plans);
        say("seed " + site.seed());
        try (RunningSite running = RunningSite.start(client, site, door, this::say)) {
            running.awaitReplication();
            Drill drill = new Drill(client, door);
            List<MachineRun> machines =
                    running.guests().stream()
                            .map(guest -> new MachineRun(client, guest, drill, this::say))
                            .toList();
            return load(machines);
        }
    }

    private List<LabRow> load(List<MachineRun> machines) throws InterruptedException {
        loadStarted = System.nanoTime();
        Instant loadBegan = Instant.now();
        Map<String, Long> before = written(machines);
        Map<String, RpoSummary> rpo = new HashMap<>();
        double loadSeconds;
        try (RpoSampler sampler = new RpoSampler(client, samplePeriod()).start()) {
            underLoad(machines, sampler);
            loadSeconds = (System.nanoTime() - loadStarted) / 1e9;
            machines.forEach(machine -> rpo.put(machine.name(), sampler.summary(machine.name())));
        }
        Map<String, Long> after = written(machines);
        machines.forEach(machine -> machine.guest().stop());
        machines.forEach(machine -> machine.mark("end"));
        say("load done; drilling");
        for (MachineRun machine : machines) {
            machine.drillMarked("busy 1");
            machine.drillMarked("busy 2");
            machine.startMarked("quiet 2");
            machine.drillAutomatic(loadBegan);
            machine.drillLatest();
        }
        return machines.stream()
                .map(machine -> {
                    long bytes = after.get(machine.name()) - before.get(machine.name());
                    return machine.row(rpo.get(machine.name()), Math.round(bytes / loadSeconds));
                })
                .toList();
    }

    /** Once a second, unless the cut is so short that this would miss it. */
    private Duration samplePeriod() {
        Duration tenth = settings.linkCut().dividedBy(10);
        return tenth.compareTo(SAMPLE_PERIOD) < 0 ? tenth : SAMPLE_PERIOD;
    }

    private void underLoad(List<MachineRun> machines, RpoSampler sampler)
            throws InterruptedException {
        until(0.15);
        machines.forEach(machine -> machine.markQuiet("quiet 1"));
        say("marked quiet 1");
        until(0.25);
        machines.forEach(machine -> machine.mark("busy 1"));
        say("marked busy 1");
        // Invariant 7: while replication goes on.
        machines.forEach(machine -> machine.drillMarked("quiet 1"));
        until(0.4);
        cutTheLine(machines);
        machines.forEach(machine -> machine.mark("busy 2"));
        say("marked busy 2: the line is back and everything has caught up");
        until(0.95);
        machines.forEach(machine -> machine.markQuiet("quiet 2"));
        say("marked quiet 2");
        until(1);
        for (MachineRun machine : machines) {
            if (sampler.summary(machine.name()).max() < seconds(settings.linkCut()) / 2) {
                machine.fail("RPO did not rise while the line was cut, so it was not cut.");
            }
        }
    }

    /** Invariant 1: the guests write on. */
    private void cutTheLine(List<MachineRun> machines) throws InterruptedException {
        Map<String, Long> before = written(machines);
        client.injectFault(new FaultRequest(seconds(settings.linkCut())));
        say("line cut for " + Quantities.seconds(seconds(settings.linkCut())));
        Thread.sleep(settings.linkCut());
        Map<String, Long> after = written(machines);
        for (MachineRun machine : machines) {
            long bytes = after.get(machine.name()) - before.get(machine.name());
            if (bytes == 0) {
                machine.fail("its guest wrote nothing while the line was cut.");
            }
        }
    }

    private static Map<String, Long> written(List<MachineRun> machines) {
        Map<String, Long> written = new HashMap<>();
        machines.forEach(m -> written.put(m.name(), m.guest().writtenBytes()));
        return written;
    }

    /** Waits until so large a share of the load's duration is over. */
    private void until(double share) throws InterruptedException {
        Duration at = Duration.ofNanos((long) (settings.duration().toNanos() * share));
        Duration left = at.minusNanos(System.nanoTime() - loadStarted);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    private void say(String sentence) {
        double seconds = (System.nanoTime() - started) / 1e9;
        progress.accept("%8s  %s".formatted(Quantities.seconds(seconds), sentence));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
