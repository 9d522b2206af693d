package io.continuo.lab;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.job.JobView;
import io.continuo.api.lab.StoryRow;
import io.continuo.api.machine.DiskView;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.FailoverView;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.api.machine.ViewDisk;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One machine on its way through the story. */
final class StoryMachine {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** A point's time and the ledger come from one computer's clock; this is for its steps. */
    private static final Duration CLOCK_SLACK = Duration.ofMillis(20);

    /** DOMAIN.md names no bound for a preview; the story holds it to this. */
    private static final double PREVIEW_SECONDS = 1;

    private final ContinuoClient client;
    private final Guest guest;
    private final DiskDoor door;
    private final Consumer<StoryRow> told;
    private final String name;

    StoryMachine(ContinuoClient client, Guest guest, DiskDoor door, Consumer<StoryRow> told) {
        this.client = client;
        this.guest = guest;
        this.door = door;
        this.told = told;
        this.name = guest.plan().name();
    }

    String name() {
        return name;
    }

    /** The drill a plan's run has opened, from a point not older than {@code from}. */
    void drilled(long from) {
        attempt(
                "drill of a plan",
                step -> {
                    TestFailoverView view = client.testFailover(name).orElseThrow();
                    List<String> uris = view.disks().stream().map(ViewDisk::nbdUri).toList();
                    Verdict verdict = verify(uris, new Cut(from, LedgerEntry.NEVER));
                    String boot =
                            view.boot()
                                    .flatMap(seen -> seen.seconds())
                                    .map(seconds -> "booted in " + Quantities.seconds(seconds))
                                    .orElse("disks proven");
                    step.done(verdict, 0, 0, boot);
                });
    }

    /** With the machine shut down first: nothing may be lost. */
    void planned(String what) {
        attempt(
                what,
                step -> {
                    guest.stop();
                    long from = guest.ledger().now();
                    FailoverView view = failOver(FailoverKind.PLANNED);
                    Verdict verdict = verify(uris(view), new Cut(from, LedgerEntry.NEVER));
                    guest.resume(uris(view));
                    step.took(view.startedSeconds());
                    step.done(verdict, 0, 0, runs(view));
                });
    }

    /** Stays where it is, and replicates the other way round. */
    void settle() {
        attempt(
                "commit",
                step -> {
                    succeed(client.commitFailover(name));
                    step.done(new Verdict(0, List.of(), Optional.empty()), 0, 0, "committed");
                });
        attempt(
                "reprotect",
                step -> {
                    // The built-in writers do not wait for a disk that moves, as a QEMU does.
                    guest.stop();
                    long from = guest.ledger().now();
                    succeed(client.reprotect(name, new ReprotectRequest(Optional.empty())));
                    List<String> uris =
                            client.machine(name).disks().stream().map(DiskView::nbdUri).toList();
                    Verdict verdict = verify(uris, new Cut(from, LedgerEntry.NEVER));
                    guest.resume(uris);
                    long sent =
                            client.machine(name)
                                    .resync()
                                    .flatMap(resync -> resync.receipt())
                                    .map(receipt -> receipt.sentBytes())
                                    .orElse(0L);
                    step.done(verdict, 0, 0, Quantities.bytes(sent) + " sent");
                });
    }

    /** With the machine gone at a bad moment: what is lost is what the preview said. */
    void unplanned() {
        attempt(
                "unplanned failover",
                step -> {
                    guest.stop();
                    FailoverPreview preview =
                            client.previewFailover(name, FailoverKind.UNPLANNED, "latest");
                    // Nothing was written while it was asked for, and it counts that as well.
                    long idle = guest.ledger().now() - guest.ledger().newestAcknowledged();
                    FailoverView view = failOver(FailoverKind.UNPLANNED);
                    PointView point = view.point().orElseThrow();
                    long at = LedgerClock.micros(point.time());
                    Verdict verdict = verify(uris(view), Cut.around(point.time(), CLOCK_SLACK));
                    double lost = Math.max(0, (guest.ledger().newestAcknowledged() - at) / 1e6);
                    step.took(view.startedSeconds());
                    boolean asSaid =
                            Math.abs(preview.lostSeconds() - lost) <= PREVIEW_SECONDS + idle / 1e6;
                    step.done(
                            asSaid
                                    ? verdict
                                    : verdict.with(
                                            new Finding(
                                                    Finding.Kind.LOST,
                                                    "The preview said "
                                                            + Quantities.seconds(
                                                                    preview.lostSeconds())
                                                            + " would be lost.")),
                            guest.ledger().acknowledgedAfter(at),
                            lost,
                            runs(view));
                });
    }

    private static List<String> uris(FailoverView view) {
        return view.disks().stream().map(ViewDisk::nbdUri).toList();
    }

    private static String runs(FailoverView view) {
        return view.startedSeconds().isPresent() ? "started" : "disks proven";
    }

    private FailoverView failOver(FailoverKind kind) {
        succeed(client.failOver(name, new FailoverRequest(kind, "latest", false, name)));
        return client.failover(name).orElseThrow();
    }

    private Verdict verify(List<String> uris, Cut cut) throws IOException {
        List<GuestDisk> disks = new ArrayList<>();
        try {
            for (String uri : uris) {
                disks.add(door.open(uri));
            }
            return guest.verifier().verify(disks, cut);
        } finally {
            disks.forEach(GuestDisk::close);
        }
    }

    private void succeed(JobView started) {
        JobView ended = client.await(started, LIMIT, _ -> {});
        if (ended.problem().isPresent()) {
            throw ended.problem().get().toException();
        }
    }

    private void attempt(String what, Attempt attempt) {
        Step step = new Step(what);
        try {
            attempt.run(step);
        } catch (ContinuoException e) {
            step.failed(e.problem().message() + " " + e.problem().cause());
        } catch (IOException e) {
            step.failed(String.valueOf(e.getMessage()));
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run(Step step) throws IOException;
    }

    /** A step under way. */
    private final class Step {
        private final String what;
        private final long began = System.nanoTime();
        private Optional<Double> seconds = Optional.empty();

        Step(String what) {
            this.what = what;
        }

        void took(Optional<Double> measured) {
            seconds = measured;
        }

        void done(Verdict verdict, long lostRecords, double lostSeconds, String result) {
            tell(
                    lostRecords,
                    lostSeconds,
                    verdict.verifiedBytes(),
                    verdict.proven() ? result : verdict.findings().getFirst().sentence(),
                    verdict.proven());
        }

        void failed(String sentence) {
            tell(0, 0, 0, sentence, false);
        }

        private void tell(
                long lostRecords, double lostSeconds, long bytes, String result, boolean well) {
            told.accept(
                    new StoryRow(
                            what,
                            name,
                            seconds.orElse((System.nanoTime() - began) / 1e9),
                            lostRecords,
                            lostSeconds,
                            bytes,
                            result,
                            well));
        }
    }
}
