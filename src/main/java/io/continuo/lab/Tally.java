package io.continuo.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What comparing one view has seen so far. */
final class Tally {
    /** More of them say no more. */
    private static final int FINDINGS_KEPT = 20;

    private final MachinePlan plan;
    private final String machine;
    private final Cut cut;
    private final List<Finding> findings = new ArrayList<>();
    private long verifiedBytes;
    private LedgerEntry lastThere;
    private Stamp newest;
    private LedgerEntry firstMissing;

    Tally(MachinePlan plan, Cut cut) {
        this.plan = plan;
        this.machine = plan.name();
        this.cut = cut;
    }

    void shows(int bytes, Optional<LedgerEntry> there, List<LedgerEntry> missing) {
        int before = findings.size();
        there.filter(entry -> entry.issued() > cut.until()).ifPresent(this::after);
        missing.stream().filter(entry -> entry.acknowledged() < cut.from()).forEach(this::lost);
        there.ifPresent(this::noteThere);
        missing.forEach(this::noteMissing);
        if (findings.size() == before) {
            verifiedBytes += bytes;
        }
    }

    private void noteThere(LedgerEntry entry) {
        boolean shown = plan.shows(plan.disks().get(entry.disk()));
        if (shown && entry.stamp().sequence() > (newest == null ? 0 : newest.sequence())) {
            newest = entry.stamp();
        }
        boolean found = entry.acknowledged() == 0;
        if (!found && (lastThere == null || entry.issued() > lastThere.issued())) {
            lastThere = entry;
        }
    }

    private void noteMissing(LedgerEntry entry) {
        if (firstMissing == null || entry.acknowledged() < firstMissing.acknowledged()) {
            firstMissing = entry;
        }
    }

    private void lost(LedgerEntry entry) {
        add(
                Finding.Kind.LOST,
                "%s is not there, though it was acknowledged %s before the point."
                        .formatted(name(entry), span(cut.from() - entry.acknowledged())));
    }

    private void after(LedgerEntry entry) {
        add(
                Finding.Kind.AFTER,
                "%s is there, though it was written %s after the point."
                        .formatted(name(entry), span(entry.issued() - cut.until())));
    }

    void torn(DiskPlan disk, int slot, List<LedgerEntry> history) {
        add(
                Finding.Kind.TORN,
                "%s, disk %d, slot %d holds no whole record; the last one written there is %d."
                        .formatted(
                                machine, disk.index(), slot, history.getLast().stamp().sequence()));
    }

    void foreign(DiskPlan disk, int slot, Optional<Stamp> stamp) {
        String what =
                stamp.map(s -> "record " + s.sequence() + " of slot " + s.slot())
                        .orElse("bytes that are no record");
        add(
                Finding.Kind.FOREIGN,
                "%s, disk %d, slot %d holds %s, which nobody wrote there."
                        .formatted(machine, disk.index(), slot, what));
    }

    void boot(DiskPlan disk, boolean whole) {
        if (whole) {
            verifiedBytes += disk.bootBytes();
        } else {
            add(
                    Finding.Kind.FOREIGN,
                    "%s, disk %d does not begin with what it is started from."
                            .formatted(machine, disk.index()));
        }
    }

    void wrongSize(DiskPlan disk, long size) {
        add(
                Finding.Kind.FOREIGN,
                "%s, disk %d has %d bytes; it should have %d."
                        .formatted(machine, disk.index(), size, disk.sizeBytes()));
    }

    Verdict verdict() {
        if (lastThere != null
                && firstMissing != null
                && firstMissing.acknowledged() < lastThere.issued()) {
            add(
                    Finding.Kind.DISORDER,
                    "%s is there, but %s is not, which had been acknowledged before."
                            .formatted(name(lastThere), name(firstMissing)));
        }
        return new Verdict(verifiedBytes, findings, Optional.ofNullable(newest));
    }

    private void add(Finding.Kind kind, String sentence) {
        if (findings.size() < FINDINGS_KEPT || kind == Finding.Kind.DISORDER) {
            findings.add(new Finding(kind, sentence));
        }
    }

    private String name(LedgerEntry entry) {
        return "Record %d of %s (disk %d, slot %d)"
                .formatted(entry.stamp().sequence(), machine, entry.disk(), entry.stamp().slot());
    }

    private static String span(long micros) {
        return Math.ceilDiv(micros, 1000) + " ms";
    }
}
