package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One machine of the sample site at work: its writers and its ledger. */
final class Guest implements AutoCloseable {
    private final LabSite site;
    private final MachinePlan plan;
    private final DiskDoor door;
    private final LedgerFile file;
    private final Ledger ledger;
    private final ReadWriteLock work = new ReentrantReadWriteLock(true);
    private final AtomicLong writtenBytes = new AtomicLong();
    private final AtomicReference<String> problem = new AtomicReference<>();
    private final List<GuestWriter> writers = new ArrayList<>();

    Guest(LabSite site, MachinePlan plan, DiskDoor door) throws IOException {
        this.site = site;
        this.plan = plan;
        this.door = door;
        this.file = new LedgerFile(site.directory(), plan.name());
        this.ledger = new Ledger(new LedgerClock(Clock.systemUTC()), this::acknowledged);
    }

    MachinePlan plan() {
        return plan;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Bytes acknowledged since the start. */
    long writtenBytes() {
        return writtenBytes.get();
    }

    /** The first write that failed, in a sentence: invariant 1 says there is none. */
    Optional<String> problem() {
        return Optional.ofNullable(problem.get());
    }

    ViewVerifier verifier() {
        return new ViewVerifier(plan, site.seed(), ledger);
    }

    /**
     * Starts writing.
     *
     * @param nbdUris of the machine's disks, in order
     */
    void start(List<String> nbdUris) throws IOException {
        for (DiskPlan disk : plan.disks()) {
            if (site.fresh()) {
                for (int slot = 0; slot < disk.filledSlots(); slot++) {
                    ledger.found(disk.index(), LabSite.foundRecord(slot));
                }
            } else {
                try (GuestDisk bytes = door.open(nbdUris.get(disk.index()))) {
                    takeOver(disk, bytes);
                }
            }
        }
        resume(nbdUris);
    }

    /** Goes on writing, after {@link #stop}, wherever the machine's disks are now. */
    void resume(List<String> nbdUris) {
        for (int i = 0; i < plan.writers(); i++) {
            writers.add(new GuestWriter(this, i, site.seed(), nbdUris, door));
        }
        writers.forEach(GuestWriter::start);
    }

    /** Waits until nothing is being written, and keeps it so until closed by the same thread. */
    Pause pause() {
        work.writeLock().lock();
        return () -> work.writeLock().unlock();
    }

    /** Nothing is written while it is open. */
    interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    /** Stops the writers, waiting for what is being written. The ledger stays readable. */
    void stop() {
        writers.forEach(GuestWriter::stop);
        writers.forEach(GuestWriter::join);
        writers.clear();
    }

    @Override
    public void close() {
        stop();
        file.close();
    }

    ReadWriteLock work() {
        return work;
    }

    void failed(String sentence) {
        problem.compareAndSet(null, sentence);
    }

    private void acknowledged(LedgerEntry entry) {
        writtenBytes.addAndGet(plan.disks().get(entry.disk()).slotBytes());
        file.add(entry);
    }

    /**
     * Reads what an earlier session left. A slot that holds no whole record was being written when
     * that session was killed; it is written anew, as a guest's recovery would.
     */
    private void takeOver(DiskPlan disk, GuestDisk bytes) throws IOException {
        RecordFormat format = new RecordFormat(plan.name(), disk, site.seed());
        List<Integer> damaged = new ArrayList<>();
        SlotScan.read(
                disk,
                disk.usedSlots(),
                bytes,
                (slot, found) -> {
                    Optional<Stamp> stamp = format.stamp(found).filter(s -> s.slot() == slot);
                    if (stamp.isPresent()) {
                        ledger.found(disk.index(), stamp.get());
                    } else if (!SlotScan.isZero(found)) {
                        damaged.add(slot);
                    }
                });
        for (int slot : damaged) {
            LedgerEntry entry = ledger.issue(disk.index(), slot);
            bytes.write(disk.offset(slot), ByteBuffer.wrap(format.bytes(entry.stamp())), true);
            ledger.acknowledge(entry);
        }
    }
}
