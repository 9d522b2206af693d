package io.continuo.lab;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.lab.LabRow;
import io.continuo.api.lab.LabRow.RpoSummary;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.client.ContinuoClient;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a headless lab does with one machine, and what it found. */
final class MachineRun {
    /** A point's time and the ledger come from one computer's clock; this is for its steps. */
    private static final Duration CLOCK_SLACK = Duration.ofMillis(20);

    private static final int FINDINGS_TOLD = 5;

    private final ContinuoClient client;
    private final Guest guest;
    private final Drill drill;
    private final Consumer<String> progress;
    private final List<Mark> marks = new ArrayList<>();
    private long verifiedBytes;
    private int drills;
    private String boot = "";
    private boolean failed;

    /** A point this run made, and when it was taken on the ledger's clock. */
    record Mark(PointView point, Cut cut) {}

    MachineRun(ContinuoClient client, Guest guest, Drill drill, Consumer<String> progress) {
        this.client = client;
        this.guest = guest;
        this.drill = drill;
        this.progress = progress;
    }

    String name() {
        return guest.plan().name();
    }

    Guest guest() {
        return guest;
    }

    /** A point with the guest quiet: its view holds exactly what the ledger holds. */
    void markQuiet(String label) {
        try (Guest.Pause _ = guest.pause()) {
            mark(label);
        }
    }

    /** A point with the guest at work: its view holds a prefix of what the guest wrote. */
    void mark(String label) {
        attempt(
                "mark " + label,
                () -> {
                    long from = guest.ledger().now();
                    PointView point = client.mark(name(), label);
                    marks.add(new Mark(point, new Cut(from, guest.ledger().now())));
                });
    }

    /** Drills from the point of that label. */
    void drillMarked(String label) {
        marks.stream()
                .filter(mark -> mark.point().label().equals(label))
                .forEach(mark -> drill(label, mark.point().id(), mark.cut(), false));
    }

    /** The same, and the machine is started: it has to show what its disks hold. */
    void startMarked(String label) {
        marks.stream()
                .filter(mark -> mark.point().label().equals(label))
                .forEach(mark -> drill(label, mark.point().id(), mark.cut(), true));
    }

    /** Drills from the newest moment there is: not older than the newest mark. */
    void drillLatest() {
        long from = marks.isEmpty() ? 0 : marks.getLast().cut().from();
        drill("latest", "latest", new Cut(from, LedgerEntry.NEVER), false);
    }

    /**
     * Drills from a point that was made by itself, newer than {@code after}; whether there is one.
     */
    void drillAutomatic(Instant after) {
        Optional<PointView> found =
                client.points(name()).stream()
                        .filter(point -> point.kind() == PointKind.CRASH)
                        .filter(point -> point.time().isAfter(after))
                        .findFirst();
        found.ifPresent(point ->
                drill(
                        "crash-consistent",
                        point.id(),
                        Cut.around(point.time(), CLOCK_SLACK),
                        false));
    }

    private void drill(String what, String point, Cut cut, boolean start) {
        attempt(
                "drill from " + what,
                () -> {
                    Drill.Result result = drill.run(guest, point, cut, start);
                    Verdict verdict = result.verdict();
                    result.boot().ifPresent(this::started);
                    drills++;
                    verifiedBytes += verdict.verifiedBytes();
                    if (verdict.proven()) {
                        String bytes = Quantities.bytes(verdict.verifiedBytes());
                        progress.accept(
                                "%s: drill from %s verified, %s.".formatted(name(), what, bytes));
                    } else {
                        verdict.findings().stream()
                                .limit(FINDINGS_TOLD)
                                .forEach(finding -> fail(what + ": " + finding.sentence()));
                    }
                });
    }

    private void started(BootView seen) {
        boot =
                seen.seconds()
                        .map(seconds -> "in " + Quantities.seconds(seconds))
                        .orElse(
                                seen.state().equals(BootView.NOT_STARTED)
                                        ? "not started"
                                        : "not seen");
        progress.accept(
                name() + ": " + (seen.reason().isEmpty() ? "booted " + boot + "." : seen.reason()));
    }

    /** What the run found wrong, in a sentence. */
    void fail(String sentence) {
        failed = true;
        progress.accept(name() + ": NOT VERIFIED, " + sentence);
    }

    LabRow row(RpoSummary rpo, long churnBytesPerSecond) {
        guest.problem().ifPresent(this::fail);
        if (drills == 0) {
            fail("no drill ran.");
        }
        return new LabRow(
                name(),
                churnBytesPerSecond,
                rpo,
                client.points(name()).size(),
                verifiedBytes,
                failed ? "failed" : "verified",
                !failed,
                boot);
    }

    private void attempt(String what, Attempt attempt) {
        try {
            attempt.run();
        } catch (ContinuoException e) {
            String correction = e.problem().correction();
            fail(
                    what
                            + ": "
                            + e.problem().message()
                            + " "
                            + e.problem().cause()
                            + " "
                            + correction);
        } catch (IOException e) {
            fail(what + ": " + e.getMessage());
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }
}
