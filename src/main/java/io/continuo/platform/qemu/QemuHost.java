package io.continuo.platform.qemu;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.component.MachineStart;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.platform.machines.MachineHost;
import io.continuo.platform.machines.MachineLook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Machines by QEMU, each a process of its own that outlives this one. A directory for each run says
 * what it is; whoever opens the same directory later finds the machines again.
 */
public final class QemuHost implements MachineHost {
    private static final Logger LOG = LoggerFactory.getLogger(QemuHost.class);
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int TAIL = 8192;

    private final QemuSettings settings;
    private final Clock clock;
    private final QemuLauncher launcher;
    private final Map<String, MachineRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    private QemuHost(QemuSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.launcher = new QemuLauncher(settings, clock);
    }

    /** Opens a place for machines, and finds those that run there. */
    public static QemuHost open(QemuSettings settings, Clock clock) throws IOException {
        Files.createDirectories(settings.directory());
        QemuHost host = new QemuHost(settings, clock);
        host.findAll();
        return host;
    }

    private void findAll() throws IOException {
        try (DirectoryStream<Path> there =
                Files.newDirectoryStream(settings.directory(), Files::isDirectory)) {
            for (Path path : there) {
                String runId = path.getFileName().toString();
                find(runId)
                        .ifPresent(run ->
                                LOG.info(
                                        "{} is {}",
                                        runId,
                                        run.runs() ? "found running" : "found ended"));
            }
        }
    }

    /** A run of this host, or one an earlier one left. */
    private Optional<MachineRun> find(String runId) {
        MachineRun known = runs.get(runId);
        if (known != null) {
            return Optional.of(known);
        }
        RunDirectory directory = directory(runId);
        return directory
                .record()
                .flatMap(record ->
                        record.process()
                                .or(directory::working)
                                .map(mark ->
                                        new MachineRun(directory, record.with(mark), mark, clock)))
                .map(run -> {
                    runs.put(runId, run);
                    run.watch();
                    return run;
                });
    }

    private RunDirectory directory(String runId) {
        if (!RUN.matcher(runId).matches()) {
            throw QemuProblems.badRun(runId).toException();
        }
        return new RunDirectory(settings.directory().toAbsolutePath().resolve(runId));
    }

    private Object lock(String runId) {
        return locks.computeIfAbsent(runId, key -> new Object());
    }

    @Override
    public MachineRunView start(MachineStart start) throws InterruptedException {
        MachineRun run = running(start);
        RunRecord record = run.await(Duration.ofSeconds(start.watchSeconds()));
        if (record.state().equals(MachineRunView.ENDED) && !run.said().isEmpty()) {
            String said = run.said();
            synchronized (lock(start.runId())) {
                forget(start.runId(), run);
            }
            throw QemuProblems.failed(start, "QEMU ended: " + said).toException();
        }
        return record.view();
    }

    private MachineRun running(MachineStart start) throws InterruptedException {
        synchronized (lock(start.runId())) {
            Optional<MachineRun> there = find(start.runId());
            if (there.isPresent() && there.get().runs()) {
                return there.get();
            }
            there.ifPresent(run -> forget(start.runId(), run));
            MachineRun run = launcher.launch(directory(start.runId()), start);
            runs.put(start.runId(), run);
            run.watch();
            LOG.info(
                    "{} runs as {}, process {}",
                    start.machine(),
                    start.runId(),
                    run.process().pid());
            return run;
        }
    }

    @Override
    public String stop(String runId, Duration graceful, boolean force) throws InterruptedException {
        synchronized (lock(runId)) {
            Optional<MachineRun> there = find(runId);
            if (there.isEmpty() || !there.get().runs()) {
                there.ifPresent(run -> forget(runId, run));
                return Outcome.MachineStopped.ALREADY_OFF;
            }
            MachineRun run = there.get();
            String how =
                    new Shutdown(run)
                            .stop(graceful, force)
                            .orElseThrow(() ->
                                    QemuProblems.stays(
                                                    run.record().start().machine(),
                                                    runId,
                                                    graceful.toSeconds())
                                            .toException());
            forget(runId, run);
            LOG.info("{} is off: {}", runId, how);
            return how;
        }
    }

    private void forget(String runId, MachineRun run) {
        run.close();
        runs.remove(runId);
        try {
            run.directory().delete();
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.INTERNAL,
                            "What " + runId + " left behind could not be deleted.",
                            String.valueOf(e.getMessage()),
                            "Delete " + run.directory().path() + ".",
                            runId)
                    .toException(e);
        }
    }

    @Override
    public MachineLook look(String runId) {
        MachineRun run = find(runId).orElseThrow(() -> QemuProblems.unknown(runId).toException());
        String tail = run.directory().serial().tail(TAIL);
        if (!run.runs()) {
            return new MachineLook(run.ended(), Optional.empty(), tail);
        }
        try (Qmp monitor =
                Qmp.connect(run.directory().socket(RunDirectory.MONITOR, run.process()))) {
            Picture picture = new Display(run.directory()).look(monitor);
            RunRecord now = run.record().trouble(run.standstill(monitor));
            return new MachineLook(
                    now.view(),
                    Optional.of(PngWriter.write(picture)),
                    run.directory().serial().tail(TAIL));
        } catch (IOException e) {
            if (!run.runs()) {
                return new MachineLook(run.ended(), Optional.empty(), tail);
            }
            throw QemuProblems.silent(runId, e).toException(e);
        }
    }

    @Override
    public void repoint(String runId, List<String> diskUris) {
        synchronized (lock(runId)) {
            MachineRun run =
                    find(runId)
                            .filter(MachineRun::runs)
                            .orElseThrow(() -> QemuProblems.unknown(runId).toException());
            new Repointing(run).to(diskUris);
        }
    }

    /** The machines run on. */
    @Override
    public void stopAll() throws InterruptedException {
        for (String runId : List.copyOf(runs.keySet())) {
            stop(runId, Duration.ZERO, true);
        }
    }

    @Override
    public void close() {
        runs.values().forEach(MachineRun::close);
        runs.clear();
    }
}
