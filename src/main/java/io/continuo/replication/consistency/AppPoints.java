package io.continuo.replication.consistency;

import io.continuo.api.component.AppPointSpec;
import io.continuo.api.component.RaisedEvent;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes app-consistent points: quiet → mark → resume. Where applications cannot be made quiet, the
 * point is crash-consistent and an event says why.
 */
public final class AppPoints implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AppPoints.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration DURABLE_LIMIT = Duration.ofSeconds(40);
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMinutes(5);

    private final Function<String, Optional<? extends Holdable>> machines;
    private final Clock clock;
    private final Consumer<RaisedEvent> events;
    private final Map<String, Long> dueNanos = new HashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Map<String, AppPointSpec> specs = Map.of();

    /**
     * @param machines finds a machine captured here
     */
    public AppPoints(
            Function<String, Optional<? extends Holdable>> machines,
            Clock clock,
            Consumer<RaisedEvent> events) {
        this.machines = machines;
        this.clock = clock;
        this.events = events;
        Thread.ofVirtual().name("app-points").start(this::run);
    }

    /** All there are from now on. */
    public void set(List<AppPointSpec> now) {
        Map<String, AppPointSpec> before = specs;
        specs = now.stream().collect(Collectors.toMap(AppPointSpec::machineId, spec -> spec));
        for (AppPointSpec spec : now) {
            if (!spec.equals(before.get(spec.machineId()))) {
                release(spec);
            }
        }
    }

    /** An agent that dies at the wrong moment leaves its guest standing still. */
    private void release(AppPointSpec spec) {
        guest(spec)
                .ifPresent(guest ->
                        Thread.ofVirtual()
                                .name("release-" + spec.machineId())
                                .start(() -> {
                                    if (guest.release()) {
                                        LOG.warn(
                                                "{} stood still, and goes on now",
                                                spec.machineId());
                                    }
                                }));
    }

    private Optional<GuestQuiescer> guest(AppPointSpec spec) {
        return spec.scripts()
                .filter(scripts -> !scripts.guestAgent().isEmpty())
                .map(scripts ->
                        new GuestQuiescer(
                                machines.apply(spec.machineId())
                                        .map(Holdable::machine)
                                        .orElse(spec.machineId()),
                                Path.of(scripts.guestAgent()),
                                Duration.ofSeconds(scripts.timeoutSeconds())));
    }

    private void run() {
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                specs.values().stream().filter(spec -> spec.everySeconds() > 0).forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(AppPointSpec spec) {
        String id = spec.machineId();
        long now = System.nanoTime();
        synchronized (dueNanos) {
            if (machines.apply(id).isEmpty()
                    || dueNanos.getOrDefault(id, now) - now > 0
                    || !running.add(id)) {
                return;
            }
        }
        Thread.ofVirtual().name("app-point-" + id).start(() -> regular(spec));
    }

    private void regular(AppPointSpec spec) {
        Duration next = RETRY;
        try {
            PointView made = mark(spec.machineId(), "");
            if (made.kind() == PointKind.APP) {
                next = Duration.ofSeconds(spec.everySeconds());
            }
        } catch (ContinuoException e) {
            // Not in delta, or the line is away: both are shown as such.
            next = LOOK.multipliedBy(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (dueNanos) {
                dueNanos.put(spec.machineId(), System.nanoTime() + next.toNanos());
            }
            running.remove(spec.machineId());
        }
    }

    /**
     * Makes a point, app-consistent if the applications can be made quiet; returns once it is
     * durable.
     *
     * @throws ContinuoException no point can be made now
     */
    public PointView mark(String machineId, String label) throws InterruptedException {
        Holdable machine =
                machines.apply(machineId)
                        .orElseThrow(() -> BarrierProblems.notHere(machineId).toException());
        machine.ready(READY);
        Holdable.Pending pending;
        Optional<Quiescer.Quiet> quiet = quiet(machine);
        try {
            pending = machine.pointNow(quiet.isPresent() ? PointKind.APP : PointKind.CRASH, label);
        } finally {
            if (quiet.isPresent()) {
                resume(machine, quiet.get());
            }
        }
        return pending.await(DURABLE_LIMIT);
    }

    private Optional<Quiescer.Quiet> quiet(Holdable machine) throws InterruptedException {
        try {
            return Optional.of(quiescer(machine).quiesce());
        } catch (ContinuoException e) {
            raise(
                    machine,
                    "APP_POINT_MISSED",
                    "The point of " + machine.machine() + " is only crash-consistent.",
                    e.problem());
            return Optional.empty();
        }
    }

    private void resume(Holdable machine, Quiescer.Quiet quiet) throws InterruptedException {
        try {
            quiet.resume();
        } catch (ContinuoException e) {
            raise(
                    machine,
                    "APP_RESUME_FAILED",
                    "The applications of "
                            + machine.machine()
                            + " may still stand still after a point.",
                    e.problem());
        }
    }

    /**
     * What makes a machine's applications quiet.
     *
     * @throws ContinuoException nothing does
     */
    public Quiescer quiescer(Holdable machine) {
        AppPointSpec spec = specs.get(machine.machineId());
        if (spec == null || spec.scripts().isEmpty()) {
            throw noScripts(machine.machine()).toException();
        }
        Quiescer scripts = new ScriptQuiescer(machine.machine(), spec.scripts().get());
        Optional<GuestQuiescer> guest = guest(spec);
        return guest.isPresent() ? new QuiescerChain(scripts, guest.get()) : scripts;
    }

    private static Problem noScripts(String machine) {
        return Problem.of(
                ErrorCode.SCRIPT_FAILED,
                "Nothing makes the applications of " + machine + " write out.",
                "It has no scripts and no guest agent for that.",
                "Give it some with: continuo scripts "
                        + machine
                        + " --pre FILE --post FILE, or --guest-agent SOCKET; the guide has an"
                        + " example.",
                machine);
    }

    private void raise(Holdable machine, String code, String message, Problem problem) {
        events.accept(
                new RaisedEvent(
                        clock.instant(),
                        Severity.WARNING,
                        code,
                        Optional.of(machine.machineId()),
                        message,
                        problem.message() + " " + problem.cause(),
                        problem.correction(),
                        Map.of("machine", machine.machine())));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
