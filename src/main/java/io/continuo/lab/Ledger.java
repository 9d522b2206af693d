package io.continuo.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the guest of one machine wrote and what was acknowledged when, kept outside the machine: the
 * truth a recovery point is held against. Safe for use by several threads.
 */
final class Ledger {
    private final LedgerClock clock;
    private final Consumer<LedgerEntry> onAcknowledged;
    private final Map<Place, Deque<LedgerEntry>> slots = new HashMap<>();
    private long sequence;

    private record Place(int disk, int slot) {}

    Ledger(LedgerClock clock, Consumer<LedgerEntry> onAcknowledged) {
        this.clock = clock;
        this.onAcknowledged = onAcknowledged;
    }

    /** Now, on the clock of issues and acknowledgements. */
    long now() {
        return clock.next();
    }

    /** A record that was on the disk before the ledger began. */
    synchronized void found(int disk, Stamp stamp) {
        history(new Place(disk, stamp.slot())).addLast(new LedgerEntry(disk, stamp, 0));
        sequence = Math.max(sequence, stamp.sequence());
    }

    /** Call before writing; no two writes to one slot may be under way at once. */
    synchronized LedgerEntry issue(int disk, int slot) {
        Stamp stamp = new Stamp(slot, ++sequence, clock.next());
        LedgerEntry entry = new LedgerEntry(disk, stamp, LedgerEntry.NEVER);
        history(new Place(disk, slot)).addLast(entry);
        return entry;
    }

    /** Call once the write's acknowledgement has arrived. */
    void acknowledge(LedgerEntry issued) {
        LedgerEntry entry = new LedgerEntry(issued.disk(), issued.stamp(), clock.next());
        synchronized (this) {
            Deque<LedgerEntry> history = history(new Place(entry.disk(), entry.stamp().slot()));
            if (history.peekLast() == issued) {
                history.removeLast();
                history.addLast(entry);
            }
        }
        onAcknowledged.accept(entry);
    }

    /** When the newest record was acknowledged; 0 if none was. */
    synchronized long newestAcknowledged() {
        return entries().mapToLong(LedgerEntry::acknowledged).max().orElse(0);
    }

    /** How many records were acknowledged after a time. */
    synchronized long acknowledgedAfter(long time) {
        return entries().filter(entry -> entry.acknowledged() > time).count();
    }

    private Stream<LedgerEntry> entries() {
        return slots.values().stream()
                .flatMap(Deque::stream)
                .filter(entry -> entry.acknowledged() != LedgerEntry.NEVER);
    }

    /** What was written to a slot, oldest first. */
    synchronized List<LedgerEntry> history(int disk, int slot) {
        Deque<LedgerEntry> history = slots.get(new Place(disk, slot));
        return history == null ? List.of() : new ArrayList<>(history);
    }

    /**
     * Forgets what no point taken at or after {@code time} can hold: records whose successor was
     * acknowledged before.
     */
    synchronized void forgetBefore(long time) {
        for (Deque<LedgerEntry> history : slots.values()) {
            while (history.size() > 1 && successor(history).acknowledged() < time) {
                history.removeFirst();
            }
        }
    }

    private static LedgerEntry successor(Deque<LedgerEntry> history) {
        var entries = history.iterator();
        entries.next();
        return entries.next();
    }

    private Deque<LedgerEntry> history(Place place) {
        return slots.computeIfAbsent(place, _ -> new ArrayDeque<>(2));
    }
}
