package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** The disks of the machines that were failed over to this master target. */
final class LiveHouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHouse.class);

    private final Path directory;
    private final TargetSettings settings;
    private final Map<String, LiveDisks> live = new HashMap<>();

    /** Goes on with those that need no replica; the others wait for theirs. */
    LiveHouse(Path directory, TargetSettings settings) {
        this.directory = directory;
        this.settings = settings;
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.list(directory)) {
                all.forEach(this::resume);
            } catch (IOException e) {
                LOG.error("The disks under {} cannot be looked at", directory, e);
            }
        }
    }

    private void resume(Path home) {
        try {
            Optional<LiveRecord> kept = LiveDisks.kept(home);
            if (kept.isEmpty()) {
                LiveDisks.delete(home);
            } else if (!kept.get().movingTo().isEmpty()) {
                LiveDisks.move(home, kept.get());
            } else if (kept.get().whole()) {
                open(home, kept.get(), Optional.empty());
            }
        } catch (IOException e) {
            LOG.error("The disks under {} cannot be served", home, e);
        }
    }

    private LiveDisks open(Path home, LiveRecord record, Optional<PointImage> image)
            throws IOException {
        LiveDisks disks = LiveDisks.open(home, record, image, settings.exports(), settings.holes());
        live.put(record.machineId(), disks);
        return disks;
    }

    private Path home(String machineId) {
        return directory.resolve(machineId);
    }

    /** A replica was opened: disks that still need it are served again. */
    synchronized void resume(Replica replica) throws IOException {
        String machineId = replica.spec().machineId();
        Optional<LiveRecord> kept =
                live.containsKey(machineId)
                        ? Optional.empty()
                        : LiveDisks.kept(home(machineId))
                                .filter(record ->
                                        record.streamId().equals(replica.spec().streamId()));
        if (kept.isPresent()) {
            PointImage image = replica.image(kept.get().position());
            open(home(machineId), kept.get(), Optional.of(image));
        }
    }

    /** Disks of a point for the machine to run on; the same asked again gives the same answer. */
    synchronized Outcome.ViewOpened open(Replica replica, String choice, Instant now)
            throws IOException {
        String machineId = replica.spec().machineId();
        LiveDisks there = live.get(machineId);
        if (there != null) {
            LiveRecord record = there.record();
            if (record.asked().equals(choice) || record.point().id().equals(choice)) {
                return there.opened();
            }
            throw alreadyThere(record).toException();
        }
        LiveDisks.delete(home(machineId));
        Replica.OpenPoint point = replica.openPoint(choice);
        List<DiskSpec> disks = point.image().specs();
        LiveRecord record =
                new LiveRecord(
                        machineId,
                        replica.spec().machine(),
                        replica.spec().streamId(),
                        point.view(),
                        choice,
                        point.position().epoch(),
                        point.position().sequence(),
                        point.position().timeMicros(),
                        now,
                        disks,
                        false,
                        List.of());
        return open(home(machineId), record, Optional.of(point.image())).opened();
    }

    /** Drops a machine's disks with all it wrote; nothing to do if there are none. */
    synchronized void drop(String machineId) throws IOException {
        LiveDisks there = live.remove(machineId);
        if (there != null) {
            there.drop();
        }
        LiveDisks.delete(home(machineId));
    }

    /**
     * Makes a machine's disks images of their own; returns when they are.
     *
     * @throws ContinuoException with {@code CANCELLED}; what was done stays
     */
    void makeWhole(String machineId, ExportWatch watch) throws IOException {
        try {
            get(machineId).makeWhole(watch);
        } catch (CancellationException e) {
            throw Problem.of(
                            ErrorCode.CANCELLED,
                            "Making the disks of " + machineId + " whole was stopped.",
                            "Someone asked for it.",
                            "Start it again; what was done stays.",
                            machineId)
                    .toException(e);
        }
    }

    /** Serves whole disks no longer and brings their files to where they are to stay. */
    synchronized void handOver(String machineId, List<Path> to) throws IOException {
        LiveDisks there = live.get(machineId);
        if (there == null) {
            Optional<LiveRecord> moving = LiveDisks.kept(home(machineId));
            if (moving.isPresent()) {
                LiveDisks.move(home(machineId), moving.get());
            } else if (!to.stream().allMatch(Files::exists)) {
                throw none(machineId).toException();
            }
            return;
        }
        if (!there.record().whole()) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            "The disks of "
                                    + there.record().machine()
                                    + " still need their replica.",
                            "They were not made whole.",
                            "Commit the failover first and wait for its job.",
                            there.record().machine())
                    .toException();
        }
        live.remove(machineId);
        there.handOver(to);
    }

    /** Whether a machine's replica must stay as it is. */
    synchronized boolean needs(String machineId) {
        LiveDisks there = live.get(machineId);
        return there != null && !there.record().whole();
    }

    private synchronized LiveDisks get(String machineId) {
        LiveDisks there = live.get(machineId);
        if (there == null) {
            throw none(machineId).toException();
        }
        return there;
    }

    private static Problem none(String machineId) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                "This master target serves no disks of " + machineId + " to run on.",
                "It was not failed over to here, or that was cancelled.",
                "Fail it over first.",
                machineId);
    }

    private static Problem alreadyThere(LiveRecord record) {
        return Problem.of(
                ErrorCode.ACTION_NOT_ALLOWED,
                record.machine() + " was failed over to another point already.",
                "It runs from point " + record.point().id() + ".",
                "Change the recovery point, or cancel the failover first.",
                record.machine(),
                record.point().id());
    }

    /** Stops serving; everything goes on at the next start. */
    @Override
    public synchronized void close() {
        live.forEach((machineId, disks) -> {
            try {
                disks.suspend();
            } catch (IOException e) {
                LOG.error("The disks of {} were not closed well", machineId, e);
            }
        });
        live.clear();
    }
}
