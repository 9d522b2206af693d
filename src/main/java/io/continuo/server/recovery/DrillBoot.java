package io.continuo.server.recovery;

import io.continuo.api.ApiPaths;
import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.Hardware;
import io.continuo.api.machine.ViewDisk;
import io.continuo.server.domain.Drill;
import io.continuo.server.domain.Machine;
import io.continuo.server.jobs.JobContext;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The machine of a drill: started on an isolated network from the drill's disks, watched, its
 * display kept as evidence, and switched off before the disks go.
 */
final class DrillBoot {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** A system that says nothing for so long is looked at as it is. */
    private static final Duration WATCH = Duration.ofMinutes(3);

    private static final Duration LOOK_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
    private static final int SERIAL_KEPT = 4000;

    private final Drills drills;

    DrillBoot(Drills drills) {
        this.drills = drills;
    }

    /** Starts it, or says in the drill why not. */
    void start(JobContext job, Machine machine, boolean wanted) {
        if (!wanted) {
            without(job, machine, "Only its disks were asked for.");
        } else if (machine.hardware().isEmpty()) {
            without(
                    job,
                    machine,
                    "It has no hardware to be started with. Give it some: continuo hardware "
                            + machine.name()
                            + " --memory 1024.");
        } else {
            try {
                run(job, machine, "start-machine", Duration.ZERO, START_LIMIT);
            } catch (ContinuoException e) {
                if (e.problem().code() != ErrorCode.PLATFORM_MISSING) {
                    throw e;
                }
                without(job, machine, e.problem().cause() + " " + e.problem().correction());
            }
        }
    }

    private void without(JobContext job, Machine machine, String reason) {
        job.detail(reason);
        drills.booted(machine.id(), BootView.notStarted(reason), Optional.empty());
    }

    /** Waits until it has booted, or for as long as one waits for that. */
    void watch(JobContext job, Machine machine) {
        if (started(machine)) {
            MachineRunView run = run(job, machine, "watch-boot", WATCH, WATCH.plus(START_LIMIT));
            job.detail(sentence(machine, run));
        }
    }

    private boolean started(Machine machine) {
        return machine.hardware().isPresent()
                && drills.running(machine.id()).filter(drill -> drill.boot().isEmpty()).isPresent();
    }

    private MachineRunView run(
            JobContext job, Machine machine, String what, Duration watch, Duration limit) {
        Drill drill = drills.running(machine.id()).orElseThrow();
        Hardware hardware = machine.hardware().orElseThrow();
        MachineStart start =
                new MachineStart(
                        MachineStart.test(machine.id()),
                        machine.name(),
                        hardware,
                        drill.disks().stream().map(ViewDisk::nbdUri).toList(),
                        true,
                        watch.toSeconds());
        Outcome outcome =
                job.order(
                        machine.servers().masterTarget(),
                        what,
                        new Order.StartMachine(start),
                        limit);
        if (outcome instanceof Outcome.MachineStarted started) {
            return started.run();
        }
        throw new IllegalStateException("the component answered " + outcome);
    }

    private static String sentence(Machine machine, MachineRunView run) {
        return run.bootedAt()
                .map(at ->
                        "%s booted in %.1f s."
                                .formatted(machine.name(), seconds(run.startedAt(), at)))
                .orElse(
                        run.runs()
                                ? machine.name()
                                        + " was not seen to boot within "
                                        + WATCH.toSeconds()
                                        + " s."
                                : machine.name() + " has ended. " + run.problem().orElse(""));
    }

    /** Keeps its picture and the end of its serial line. */
    void look(JobContext job, Machine machine) {
        if (!started(machine)) {
            return;
        }
        Outcome outcome =
                job.order(
                        machine.servers().masterTarget(),
                        "look-at-machine",
                        new Order.LookAtMachine(MachineStart.test(machine.id())),
                        LOOK_LIMIT);
        if (!(outcome instanceof Outcome.MachineSeen seen)) {
            throw new IllegalStateException("the component answered " + outcome);
        }
        Optional<byte[]> picture = seen.screenshotPngBase64().map(Base64.getDecoder()::decode);
        Drill drill = drills.running(machine.id()).orElseThrow();
        drills.booted(machine.id(), boot(drill, machine, seen, picture.isPresent()), picture);
    }

    private static BootView boot(
            Drill drill, Machine machine, Outcome.MachineSeen seen, boolean pictured) {
        MachineRunView run = seen.run();
        String serial = seen.serialTail();
        Optional<String> path =
                pictured
                        ? Optional.of(
                                ApiPaths.DRILL_SCREENSHOT
                                        .replace("{machine}", machine.id())
                                        .replace("{drill}", drill.id()))
                        : Optional.empty();
        return new BootView(
                run.state(),
                run.bootedAt().map(at -> seconds(run.startedAt(), at)),
                run.firstOutputAt().map(at -> seconds(run.startedAt(), at)),
                run.bootEvidence(),
                path,
                serial.substring(Math.max(0, serial.length() - SERIAL_KEPT)),
                run.problem().orElse(""));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1e3;
    }

    /** What it wrote is dropped with its disks: there is nothing to shut down with care. */
    void stop(JobContext job, Machine machine) {
        boolean never =
                machine.hardware().isEmpty()
                        && drills.running(machine.id())
                                .flatMap(Drill::boot)
                                .filter(boot -> !boot.state().equals(BootView.NOT_STARTED))
                                .isEmpty();
        if (!never) {
            job.order(
                    machine.servers().masterTarget(),
                    "stop-machine",
                    new Order.StopMachine(MachineStart.test(machine.id()), 0, true),
                    STOP_LIMIT);
        }
    }
}
