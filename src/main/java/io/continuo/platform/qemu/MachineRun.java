package io.continuo.platform.qemu;

import io.continuo.api.component.MachineRunView;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine that was started, and the thread that watches it: for its first output and its boot at
 * first, then for its end and the size of its serial log.
 */
final class MachineRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRun.class);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final int SAID = 2000;

    private final RunDirectory directory;
    private final ProcessMark process;
    private final Clock clock;
    private final BootSigns signs;
    private RunRecord record;
    private boolean closed;
    private Thread watcher;

    MachineRun(RunDirectory directory, RunRecord record, ProcessMark process, Clock clock) {
        this.directory = directory;
        this.record = record;
        this.process = process;
        this.clock = clock;
        this.signs = new BootSigns(directory);
    }

    void watch() {
        watcher =
                Thread.ofVirtual()
                        .name("machine-" + record.start().runId())
                        .start(this::untilItEnds);
    }

    private void untilItEnds() {
        try {
            while (look()) {
                Thread.sleep(record().bootedAt().isPresent() ? SELDOM : OFTEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("{} is watched no more", record.start().runId(), e);
        }
    }

    /** One look; false once there is nothing more to see. */
    private boolean look() {
        if (!process.runs()) {
            ended();
            return false;
        }
        try {
            RunRecord now = record();
            if (now.firstOutputAt().isEmpty() && directory.serial().any()) {
                change(record().spoke(clock.instant()));
            }
            if (now.bootedAt().isEmpty()) {
                Optional<String> why = signs.look(process);
                if (why.isPresent()) {
                    change(record().booted(clock.instant(), why.get()));
                } else if (signs.nothingToBoot() && now.problem().isEmpty()) {
                    change(
                            now.trouble(
                                    Optional.of(
                                            "Its firmware found nothing to start on its disks.")));
                }
            }
            directory.serial().trim();
        } catch (IOException e) {
            LOG.debug("{} was not seen: {}", record.start().runId(), e.toString());
        }
        return true;
    }

    /** How it was when it ended. */
    MachineRunView ended() {
        if (record().state().equals(MachineRunView.ENDED)) {
            return record().view();
        }
        String said = said();
        change(
                record().ended(
                                said.isEmpty()
                                        ? "It was shut down from inside, or its QEMU was ended."
                                        : "QEMU ended: " + said));
        return record().view();
    }

    /** Its disks are found elsewhere. */
    void moved(List<String> uris) {
        change(record().at(uris));
    }

    /** The end of what QEMU printed. */
    String said() {
        return new SerialLog(directory.file(RunDirectory.PRINTED)).tail(SAID).strip();
    }

    private synchronized void change(RunRecord next) {
        if (closed || next.equals(record)) {
            return;
        }
        record = next;
        try {
            directory.save(next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        notifyAll();
    }

    synchronized RunRecord record() {
        return record;
    }

    ProcessMark process() {
        return process;
    }

    RunDirectory directory() {
        return directory;
    }

    boolean runs() {
        return process.runs();
    }

    /** Waits until it has booted or ended, at most so long. */
    synchronized RunRecord await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (record.bootedAt().isEmpty() && !record.state().equals(MachineRunView.ENDED)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return record;
    }

    /** What stands in the way of its going on, asked of QEMU. */
    Optional<String> standstill(Qmp monitor) throws IOException {
        String status = monitor.execute("query-status", Map.of()).path("status").asText();
        return switch (status) {
            case "io-error" ->
                    Optional.of(
                            "It stands still: a disk takes no more, or failed. It goes on once"
                                    + " that is put right.");
            case "paused" -> Optional.of("It stands still: its processors are paused.");
            case "guest-panicked" -> Optional.of("Its system has crashed.");
            default -> record().problem();
        };
    }

    /** Ends the watching, not the machine. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        if (watcher != null) {
            watcher.interrupt();
        }
    }
}
