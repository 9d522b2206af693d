package io.continuo.replication.node;

import io.continuo.api.component.CaptureReport;
import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.CaptureKind;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.replication.fuse.BlockDevices;
import io.continuo.replication.mobility.CaptureStore;
import io.continuo.replication.mobility.CaptureSurroundings;
import io.continuo.replication.mobility.DiskClaims;
import io.continuo.replication.mobility.DiskFiles;
import io.continuo.replication.mobility.DiskInspector;
import io.continuo.replication.mobility.MachineCapture;
import io.continuo.replication.mobility.ServedDisk;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.nbd.NbdServer;
import io.continuo.replication.qemu.QemuInspector;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The mobility service of a component: captures what it was told to, from its own records, also
 * while the configuration server is away.
 */
final class AgentRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRole.class);
    private static final Duration MARK_LIMIT = Duration.ofSeconds(45);

    private final CaptureStore store;
    private final NbdServer nbd;
    private final BlockDevices devices;
    private final CaptureSurroundings around;
    private final DiskClaims claims = new DiskClaims();
    private final DiskInspector inspector = new DiskInspector(claims);
    private final QemuInspector qemus = new QemuInspector();
    private final Map<String, MachineCapture> running = new ConcurrentHashMap<>();
    private final Map<String, Stuck> stuck = new HashMap<>();

    /** What is served, by export name. */
    private final Map<String, ServedDisk> served = new ConcurrentHashMap<>();

    /** A capture that could not be started, and why. */
    private record Stuck(CaptureSpec spec, Problem problem) {}

    AgentRole(CaptureStore store, NbdServer nbd, BlockDevices devices, CaptureSurroundings around) {
        this.store = store;
        this.nbd = nbd;
        this.devices = devices;
        this.around = around;
    }

    /** Starts everything on record. What cannot start is tried again by {@link #retry}. */
    synchronized void start() throws IOException {
        for (CaptureSpec spec : store.all()) {
            tryStart(spec);
        }
    }

    /** Tries again what could not start. */
    synchronized void retry() {
        for (Stuck waiting : List.copyOf(stuck.values())) {
            tryStart(waiting.spec());
        }
    }

    private void tryStart(CaptureSpec spec) {
        try {
            serve(spec);
        } catch (ContinuoException e) {
            stick(spec, e.problem());
        } catch (IOException | RuntimeException e) {
            stick(spec, failed(spec, e));
        }
    }

    private void stick(CaptureSpec spec, Problem problem) {
        Stuck before = stuck.put(spec.machineId(), new Stuck(spec, problem));
        if (before == null || !before.problem().equals(problem)) {
            LOG.warn(
                    "{} is not captured: {} {}",
                    spec.machine(),
                    problem.message(),
                    problem.cause());
        }
    }

    private MachineCapture serve(CaptureSpec spec) throws IOException {
        if (spec.disks().stream().anyMatch(AgentRole::isDevice)) {
            devices.open();
        }
        MachineCapture capture =
                MachineCapture.start(spec, store.directory(spec.machineId()), claims, around);
        try {
            offerAll(capture);
        } catch (IOException | RuntimeException e) {
            stop(capture);
            throw e;
        }
        running.put(spec.machineId(), capture);
        stuck.remove(spec.machineId());
        return capture;
    }

    private void offerAll(MachineCapture capture) throws IOException {
        if (!capture.spec().held()) {
            for (NbdExport disk : capture.exports()) {
                offer(disk, capture.spec());
            }
        }
    }

    /** Serves a disk, or goes on serving it through another capture. */
    private void offer(NbdExport disk, CaptureSpec spec) throws IOException {
        ServedDisk there = served.get(disk.name());
        if (there != null) {
            there.replace(disk);
            return;
        }
        ServedDisk fresh = new ServedDisk(disk);
        nbd.add(fresh);
        served.put(disk.name(), fresh);
        for (DiskSpec one : spec.disks()) {
            if (isDevice(one)
                    && MachineCapture.exportName(spec.machine(), one.index()).equals(disk.name())) {
                devices.add(fresh);
            }
        }
    }

    /** What is not served by this agent may be under that name by the master target beside it. */
    private void withdraw(String name) {
        if (served.remove(name) != null) {
            devices.remove(name);
            nbd.remove(name);
        }
    }

    private static boolean isDevice(DiskSpec disk) {
        return disk.capture() == CaptureKind.FUSE;
    }

    private void stop(MachineCapture capture) {
        capture.exports().stream().map(NbdExport::name).forEach(this::withdraw);
        capture.close();
    }

    /** Looks at disks somebody wants to protect. */
    List<DiskFacts> inspect(List<String> paths) {
        return paths.stream().flatMap(path -> inspect(path).stream()).toList();
    }

    /**
     * A protected disk's own device is not even opened: it would be answered from here. A monitor
     * of QEMU's stands for all disks of its machine.
     */
    private List<DiskFacts> inspect(String path) {
        if (CaptureKind.ofQemu(path)) {
            return qemus.inspect(path);
        }
        return List.of(
                devices.owns(path)
                        ? new DiskFacts(path, 0, 0, Optional.of(ourDevice(path)))
                        : inspector.inspect(path));
    }

    private static Problem ourDevice(String path) {
        return Problem.of(
                ErrorCode.DISK_ALREADY_PROTECTED,
                path + " is protected already.",
                "It is the device this agent offers for a protected disk.",
                "Choose another disk.",
                path);
    }

    /** Captures a machine from now on; the URIs of its disks. */
    synchronized List<String> startCapture(CaptureSpec spec) {
        MachineCapture there = running.get(spec.machineId());
        if (there != null && there.spec().streamId().equals(spec.streamId())) {
            if (there.spec().layout() >= spec.layout()) {
                return uris(there);
            }
            return change(there, spec)
                    .map(this::uris)
                    .orElseThrow(() -> notNow(spec).toException());
        }
        if (there != null) {
            forget(spec.machineId());
        }
        try {
            refuseTwice(spec);
            store.save(spec);
            MachineCapture capture = serve(spec);
            LOG.info("{} is captured", spec.machine());
            return uris(capture);
        } catch (ContinuoException e) {
            forget(spec.machineId());
            throw e;
        } catch (IOException | RuntimeException e) {
            forget(spec.machineId());
            throw failed(spec, e).toException(e);
        }
    }

    /**
     * Goes on with other disks; those that stay are served all the time and not compared.
     *
     * @return nothing if now is no moment for that
     * @throws ContinuoException one cannot be captured; all goes on as before
     */
    private Optional<MachineCapture> change(MachineCapture there, CaptureSpec spec) {
        CaptureSpec before = there.spec();
        refuseNew(before, spec);
        long began = System.nanoTime();
        try {
            Optional<DiskFiles> files = there.makeWay();
            if (files.isEmpty()) {
                return Optional.empty();
            }
            MachineCapture next = goOn(before, spec, files.get());
            LOG.info(
                    "{} is captured with {} disks now; that took {} ms",
                    spec.machine(),
                    spec.disks().size(),
                    (System.nanoTime() - began) / 1_000_000);
            return Optional.of(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private MachineCapture goOn(CaptureSpec before, CaptureSpec spec, DiskFiles files) {
        try {
            store.save(spec);
            return takeOver(before, spec, files);
        } catch (IOException | RuntimeException e) {
            Problem problem =
                    e instanceof ContinuoException refused ? refused.problem() : failed(spec, e);
            remember(before);
            try {
                takeOver(spec, before, files);
            } catch (IOException | RuntimeException second) {
                running.remove(before.machineId());
                names(before).forEach(this::withdraw);
                files.close();
                stick(before, failed(before, second));
            }
            throw problem.toException(e);
        }
    }

    private MachineCapture takeOver(CaptureSpec before, CaptureSpec spec, DiskFiles files)
            throws IOException {
        MachineCapture next =
                MachineCapture.start(spec, store.directory(spec.machineId()), files, around);
        running.put(spec.machineId(), next);
        offerAll(next);
        names(before).stream().filter(name -> !names(spec).contains(name)).forEach(this::withdraw);
        files.keepOnly(spec.disks().stream().map(DiskSpec::path).toList());
        return next;
    }

    private static List<String> names(CaptureSpec spec) {
        return spec.disks().stream()
                .map(disk -> MachineCapture.exportName(spec.machine(), disk.index()))
                .toList();
    }

    /** A disk that cannot be captured is found before the others are touched. */
    private void refuseNew(CaptureSpec before, CaptureSpec spec) {
        Set<Integer> known =
                before.disks().stream().map(DiskSpec::index).collect(Collectors.toSet());
        for (DiskSpec disk : spec.disks()) {
            if (!known.contains(disk.index())) {
                for (DiskFacts facts : inspect(disk.path())) {
                    facts.problem()
                            .ifPresent(problem -> {
                                throw problem.toException();
                            });
                }
            }
        }
    }

    private static Problem notNow(CaptureSpec spec) {
        return Problem.of(
                ErrorCode.CHANGE_NOT_NOW,
                "The disks of " + spec.machine() + " cannot be changed at this moment.",
                "Its target does not hold everything yet: the line is away, or a resync or another"
                        + " change of its disks is under way.",
                "Wait until its data state is DELTA; a job that changes disks waits by itself.",
                spec.machine());
    }

    private void refuseTwice(CaptureSpec spec) {
        if (stuck.containsKey(spec.machineId())) {
            return;
        }
        for (DiskSpec disk : spec.disks()) {
            for (DiskFacts facts : inspect(disk.path())) {
                if (facts.problem().isPresent()) {
                    throw facts.problem().get().toException();
                }
            }
        }
    }

    private List<String> uris(MachineCapture capture) {
        List<NbdExport> exports = capture.exports();
        return capture.spec().disks().stream()
                .map(disk ->
                        exports.isEmpty()
                                ? ""
                                : uri(
                                        MachineCapture.exportName(
                                                capture.spec().machine(), disk.index())))
                .toList();
    }

    private String uri(String export) {
        return nbd.uri(export).toString();
    }

    /** Stops capturing a machine and forgets it; its disks stay as they are. */
    synchronized void forget(String machineId) {
        stuck.remove(machineId);
        MachineCapture capture = running.remove(machineId);
        if (capture != null) {
            stop(capture);
            capture.forget();
        }
        try {
            store.delete(machineId);
        } catch (IOException e) {
            LOG.warn("The records of {} could not be deleted: {}", machineId, e.getMessage());
        }
    }

    /**
     * Keeps a machine off its disks from now on, also after a restart. What was captured still
     * travels, and points can still be made.
     *
     * @param force cuts off who uses them
     * @throws ContinuoException SOURCE_IN_USE, and nothing changed
     */
    synchronized void hold(String machineId, boolean force) {
        Stuck waiting = stuck.get(machineId);
        if (waiting != null) {
            CaptureSpec held = waiting.spec().withHeld(true);
            remember(held);
            stuck.put(machineId, new Stuck(held, waiting.problem()));
            return;
        }
        MachineCapture capture = capture(machineId);
        if (!force) {
            refuseInUse(capture);
        }
        capture.held(true);
        remember(capture.spec());
        capture.exports().stream().map(NbdExport::name).forEach(this::withdraw);
    }

    private void refuseInUse(MachineCapture capture) {
        if (capture.exports().isEmpty()) {
            throw HoldProblems.running(capture.spec().machine()).toException();
        }
        for (NbdExport disk : capture.exports()) {
            int clients = nbd.attached(disk.name());
            if (clients > 0) {
                throw HoldProblems.attached(capture.spec().machine(), disk.name(), clients)
                        .toException();
            }
            Optional<Path> mounted = devices.inUse(disk.name());
            if (mounted.isPresent()) {
                throw HoldProblems.mounted(capture.spec().machine(), mounted.get()).toException();
            }
        }
    }

    /** Lets a machine use its disks again; their URIs. */
    synchronized List<String> release(String machineId) {
        MachineCapture capture = capture(machineId);
        capture.held(false);
        remember(capture.spec());
        try {
            offerAll(capture);
        } catch (IOException e) {
            throw failed(capture.spec(), e).toException(e);
        }
        return uris(capture);
    }

    private void holdAsTold(MachineCapture there, CaptureSpec spec) {
        if (spec.held() && !there.spec().held()) {
            LOG.warn(
                    "{} was failed over: it is kept off its disks here from now on",
                    spec.machine());
            hold(spec.machineId(), true);
        } else if (!spec.held() && there.spec().held()) {
            release(spec.machineId());
        }
    }

    /** Does what the server says now: anything else is stopped, never deleted. */
    synchronized void apply(List<CaptureSpec> wanted) {
        Set<String> ids = wanted.stream().map(CaptureSpec::machineId).collect(Collectors.toSet());
        for (String machineId : List.copyOf(running.keySet())) {
            if (!ids.contains(machineId)) {
                LOG.info("{} is not assigned here any more: its capture stops", machineId);
                stop(running.remove(machineId));
                retire(machineId);
            }
        }
        for (String machineId : List.copyOf(stuck.keySet())) {
            if (!ids.contains(machineId)) {
                stuck.remove(machineId);
                retire(machineId);
            }
        }
        for (CaptureSpec spec : wanted) {
            MachineCapture there = running.get(spec.machineId());
            if (there != null && !there.spec().streamId().equals(spec.streamId())) {
                LOG.info("{} is protected anew: its former capture stops", spec.machine());
                stop(running.remove(spec.machineId()));
                retire(spec.machineId());
                there = null;
            }
            if (there == null) {
                remember(spec);
                tryStart(spec);
            } else {
                if (spec.layout() > there.spec().layout()) {
                    tryChange(there, spec);
                }
                changeSettings(spec.machineId(), spec.crashPointSeconds(), spec.resyncWindow());
                redirect(spec.machineId(), spec.processServer(), spec.masterTarget());
                holdAsTold(there, spec);
            }
        }
    }

    /** Where it does not go now, the server's job orders it again. */
    private void tryChange(MachineCapture there, CaptureSpec spec) {
        try {
            change(there, spec);
        } catch (ContinuoException e) {
            LOG.warn("The disks of {} stay as they are: {}", spec.machine(), e.getMessage());
        }
    }

    private void retire(String machineId) {
        try {
            store.retire(machineId);
        } catch (IOException e) {
            LOG.warn("The records of {} could not be retired: {}", machineId, e.toString());
        }
    }

    private void remember(CaptureSpec spec) {
        try {
            store.save(spec);
        } catch (IOException e) {
            LOG.warn(
                    "The order to capture {} could not be saved: {}", spec.machine(), e.toString());
        }
    }

    /** A policy changed. */
    synchronized void changeSettings(
            String machineId, long crashPointSeconds, Optional<String> resyncWindow) {
        MachineCapture capture = running.get(machineId);
        if (capture == null) {
            return;
        }
        CaptureSpec changed = capture.spec().with(crashPointSeconds, resyncWindow);
        capture.crashPoints(Duration.ofSeconds(crashPointSeconds));
        capture.resyncWindow(changed.window());
        remember(capture.spec());
    }

    /** A machine's changes go another way from now on. */
    synchronized void redirect(String machineId, String processServer, String masterTarget) {
        MachineCapture capture = running.get(machineId);
        if (capture != null) {
            capture.redirect(processServer, masterTarget);
            remember(capture.spec());
        }
        stuck.computeIfPresent(
                machineId,
                (id, waiting) -> {
                    CaptureSpec spec = waiting.spec().withRoute(processServer, masterTarget);
                    remember(spec);
                    return new Stuck(spec, waiting.problem());
                });
    }

    /** Starts the resync of a machine now. */
    ResyncView resync(String machineId) throws InterruptedException {
        return capture(machineId).resync();
    }

    /** Makes a point; returns once it is durable. */
    PointView mark(String machineId, PointKind kind, String label) throws InterruptedException {
        return capture(machineId).mark(kind, label, MARK_LIMIT);
    }

    /** Behaves as if every line were cut. */
    synchronized void cut(Duration time) {
        running.values().forEach(capture -> capture.cut(time));
    }

    /** A machine if it is captured now; never waits. */
    Optional<MachineCapture> captured(String machineId) {
        return Optional.ofNullable(running.get(machineId));
    }

    private synchronized MachineCapture capture(String machineId) {
        MachineCapture capture = running.get(machineId);
        if (capture == null) {
            Stuck waiting = stuck.get(machineId);
            throw (waiting == null ? unknown(machineId) : waiting.problem()).toException();
        }
        return capture;
    }

    synchronized List<CaptureReport> reports() {
        List<CaptureReport> reports = new ArrayList<>();
        running.values().forEach(capture -> reports.add(report(capture)));
        stuck.values().forEach(waiting -> reports.add(report(waiting)));
        return reports;
    }

    private CaptureReport report(MachineCapture capture) {
        CaptureReport report = capture.report(this::uri);
        List<NbdExport> exports = capture.exports();
        if (exports.isEmpty()) {
            return report;
        }
        return report.withDisks(
                report.disks().stream()
                        .map(disk -> disk.withDevicePath(device(capture.spec(), disk.index())))
                        .toList());
    }

    private String device(CaptureSpec spec, int disk) {
        String name = MachineCapture.exportName(spec.machine(), disk);
        return devices.device(name).map(Path::toString).orElse("");
    }

    private static CaptureReport report(Stuck waiting) {
        List<DiskView> disks =
                waiting.spec().disks().stream()
                        .map(disk ->
                                new DiskView(
                                        disk.index(),
                                        disk.path(),
                                        disk.sizeBytes(),
                                        "",
                                        0,
                                        0,
                                        DataState.ERROR))
                        .toList();
        return new CaptureReport(
                waiting.spec().machineId(),
                DataState.ERROR,
                waiting.problem().message() + " " + waiting.problem().cause(),
                Optional.empty(),
                false,
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                List.of(),
                disks);
    }

    private static Problem unknown(String machineId) {
        return Problem.of(
                ErrorCode.MACHINE_UNKNOWN,
                "This agent does not capture the machine " + machineId + ".",
                "It was never told to, or was told to stop.",
                "Protect the machine first.",
                machineId);
    }

    private static Problem failed(CaptureSpec spec, Exception e) {
        return Problem.of(
                ErrorCode.DISK_UNREADABLE,
                "The disks of " + spec.machine() + " cannot be captured.",
                String.valueOf(e.getMessage()),
                "Check that the agent may use the disks and its own data directory.",
                spec.disks().stream().map(DiskSpec::path).toArray(String[]::new));
    }

    /** Stops serving and capturing; everything goes on at the next start. */
    @Override
    public synchronized void close() {
        running.values().forEach(this::stop);
        running.clear();
    }
}
