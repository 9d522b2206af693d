package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Proves from a view's bytes alone that it holds what its point promises (invariants 2 and 3).
 *
 * <p>Each slot shows one record of its history, or none: that one is in the point and the later
 * ones are not. Then nothing acknowledged before the point may be missing, nothing issued after it
 * may be there, and, over all disks, no record may be there that was issued after a missing one had
 * been acknowledged. Every other byte is zero.
 */
final class ViewVerifier {
    private final MachinePlan machine;
    private final long seed;
    private final Ledger ledger;

    ViewVerifier(MachinePlan machine, long seed, Ledger ledger) {
        this.machine = machine;
        this.seed = seed;
        this.ledger = ledger;
    }

    /**
     * @param view the machine's disks, in order
     * @param cut when the point was taken
     */
    Verdict verify(List<? extends GuestDisk> view, Cut cut) throws IOException {
        Tally tally = new Tally(machine, cut);
        for (DiskPlan disk : machine.disks()) {
            GuestDisk bytes = view.get(disk.index());
            if (bytes.size() == disk.sizeBytes()) {
                verifyDisk(disk, bytes, tally);
            } else {
                tally.wrongSize(disk, bytes.size());
            }
        }
        return tally.verdict();
    }

    private void verifyDisk(DiskPlan disk, GuestDisk view, Tally tally) throws IOException {
        if (disk.bootBytes() > 0) {
            byte[] begins = new byte[disk.bootBytes()];
            view.read(0, ByteBuffer.wrap(begins));
            tally.boot(disk, Arrays.equals(begins, BootImage.of(machine, seed)));
        }
        RecordFormat format = new RecordFormat(machine.name(), disk, seed);
        SlotScan.read(
                disk,
                disk.slots(),
                view,
                (slot, bytes) -> verifySlot(disk, slot, format, bytes, tally));
    }

    private void verifySlot(
            DiskPlan disk, int slot, RecordFormat format, byte[] bytes, Tally tally) {
        List<LedgerEntry> history = ledger.history(disk.index(), slot);
        boolean startedEmpty = history.isEmpty() || history.getFirst().acknowledged() != 0;
        if (startedEmpty && SlotScan.isZero(bytes)) {
            tally.shows(bytes.length, Optional.empty(), history);
            return;
        }
        Optional<Stamp> stamp = format.stamp(bytes);
        for (int i = 0; i < history.size(); i++) {
            if (stamp.equals(Optional.of(history.get(i).stamp()))
                    && Arrays.equals(bytes, format.bytes(stamp.get()))) {
                List<LedgerEntry> later = history.subList(i + 1, history.size());
                tally.shows(bytes.length, Optional.of(history.get(i)), later);
                return;
            }
        }
        if (stamp.isPresent() || history.isEmpty()) {
            tally.foreign(disk, slot, stamp);
        } else {
            tally.torn(disk, slot, history);
        }
    }
}
