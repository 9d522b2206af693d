package io.continuo.platform.qemu;

import io.continuo.api.component.MachineStart;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.Firmware;
import io.continuo.api.machine.KernelBoot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts QEMU in a session of its own, so that it outlives who started it. */
final class QemuLauncher {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int SAID = 2000;

    private final QemuSettings settings;
    private final Accelerators accelerators;
    private final Clock clock;

    QemuLauncher(QemuSettings settings, Clock clock) {
        this.settings = settings;
        this.accelerators = new Accelerators(settings.program(), settings.directory());
        this.clock = clock;
    }

    /**
     * Starts a machine; returns once its monitor answers.
     *
     * @throws ContinuoException it cannot be started; nothing of it is left
     */
    MachineRun launch(RunDirectory directory, MachineStart start) throws InterruptedException {
        refuse(start);
        try {
            directory.delete();
            Files.createDirectories(directory.path());
            return begin(directory, start);
        } catch (IOException e) {
            discard(directory);
            throw QemuProblems.failed(start, String.valueOf(e.getMessage())).toException(e);
        } catch (ContinuoException e) {
            discard(directory);
            throw e;
        }
    }

    private void refuse(MachineStart start) {
        Optional<Problem> problem =
                settings.there()
                        ? missing(start)
                        : Optional.of(QemuProblems.missing(settings.program()));
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
        start.diskUris().forEach(DiskAddress::parse);
    }

    private Optional<Problem> missing(MachineStart start) {
        if (start.hardware().firmware() == Firmware.UEFI && settings.uefi().isEmpty()) {
            return Optional.of(QemuProblems.noUefi(start.machine()));
        }
        return start.hardware().kernel().stream()
                .flatMap(QemuLauncher::files)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .findFirst()
                .map(file -> QemuProblems.noKernel(start.machine(), file));
    }

    private static Stream<String> files(KernelBoot kernel) {
        return Stream.of(kernel.kernel(), kernel.initrd()).filter(file -> !file.isEmpty());
    }

    private MachineRun begin(RunDirectory directory, MachineStart start)
            throws IOException, InterruptedException {
        String accelerator = accelerators.best();
        Optional<QemuSettings.Uefi> uefi =
                start.hardware().firmware() == Firmware.UEFI ? settings.uefi() : Optional.empty();
        if (uefi.isPresent()) {
            Files.copy(uefi.get().variables(), directory.file(QemuCommand.variables()));
        }
        for (int i = 0; i < start.diskUris().size(); i++) {
            Optional<Path> socket = DiskAddress.parse(start.diskUris().get(i)).socket();
            if (socket.isPresent()) {
                directory.point(i, socket.get());
            }
        }
        RunRecord record = RunRecord.begun(start, accelerator, clock.instant());
        directory.save(record);
        Process process = spawn(directory, start, accelerator, uefi);
        try {
            ProcessMark mark =
                    ProcessMark.of(process.pid())
                            .orElseThrow(() -> died(start, directory).toException());
            RunRecord running = record.with(mark);
            directory.save(running);
            awaitMonitor(directory, start, mark);
            return new MachineRun(directory, running, mark, clock);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private Process spawn(
            RunDirectory directory,
            MachineStart start,
            String accelerator,
            Optional<QemuSettings.Uefi> uefi)
            throws IOException {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            words.add("/usr/bin/setsid");
        }
        words.addAll(QemuCommand.of(settings.program(), start, accelerator, uefi));
        return new ProcessBuilder(words)
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(directory.file(RunDirectory.PRINTED).toFile())
                .start();
    }

    private void awaitMonitor(RunDirectory directory, MachineStart start, ProcessMark mark)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (!mark.runs()) {
                throw died(start, directory).toException();
            }
            if (Files.exists(directory.file(RunDirectory.MONITOR)) && answers(directory, mark)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw QemuProblems.failed(
                                start,
                                "Its QEMU has not answered for " + PATIENCE.toSeconds() + " s.")
                        .toException();
            }
            Thread.sleep(LOOK);
        }
    }

    private static boolean answers(RunDirectory directory, ProcessMark mark) {
        try (Qmp monitor = Qmp.connect(directory.socket(RunDirectory.MONITOR, mark))) {
            return !monitor.ended();
        } catch (IOException e) {
            return false;
        }
    }

    private static Problem died(MachineStart start, RunDirectory directory) {
        String said = new SerialLog(directory.file(RunDirectory.PRINTED)).tail(SAID).strip();
        return QemuProblems.failed(
                start, said.isEmpty() ? "QEMU ended at once." : "QEMU ended at once: " + said);
    }

    private static void discard(RunDirectory directory) {
        try {
            directory.delete();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(QemuLauncher.class)
                    .warn("{} stays behind: {}", directory.path(), e.toString());
        }
    }
}
