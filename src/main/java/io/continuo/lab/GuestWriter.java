package io.continuo.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread of a guest: its own connections, its own slots, one write after another at its plan's
 * rhythm. A lost connection is opened again.
 */
final class GuestWriter {
    private static final long TICK_MILLIS = 20;
    private static final long RECONNECT_MILLIS = 250;
    private static final int FLUSH_EVERY = 16;

    private final Guest guest;
    private final MachinePlan plan;
    private final int number;
    private final long seed;
    private final List<String> nbdUris;
    private final DiskDoor door;
    private final List<RecordFormat> formats;
    private final SplittableRandom random;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private int written;
    private int commits;

    GuestWriter(Guest guest, int number, long seed, List<String> nbdUris, DiskDoor door) {
        this.guest = guest;
        this.plan = guest.plan();
        this.number = number;
        this.seed = Mix.of(seed, plan.name().hashCode(), number);
        this.nbdUris = nbdUris;
        this.door = door;
        this.formats =
                plan.disks().stream()
                        .map(disk -> new RecordFormat(plan.name(), disk, seed))
                        .toList();
        this.random = new SplittableRandom(this.seed);
        this.thread =
                Thread.ofVirtual().name(plan.name() + "-writer-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped.countDown();
    }

    void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!waitedFor(0)) {
            List<GuestDisk> disks = new ArrayList<>();
            try {
                for (String uri : nbdUris) {
                    disks.add(door.open(uri));
                }
                writeUntilStopped(disks);
            } catch (IOException e) {
                guest.failed("A write of " + plan.name() + " failed: " + e.getMessage() + ".");
                waitedFor(RECONNECT_MILLIS);
            } finally {
                disks.forEach(GuestDisk::close);
            }
        }
    }

    private void writeUntilStopped(List<GuestDisk> disks) throws IOException {
        long start = System.nanoTime();
        double due = 0;
        double before = 0;
        while (!waitedFor(TICK_MILLIS)) {
            double now = (System.nanoTime() - start) / 1e9;
            // What could not be written in time is not made up for: a guest that waits, waits.
            due = Math.min(due + (now - before) * plan.rhythm().at(now, seed), 200);
            before = now;
            for (; due >= 1 && stopped.getCount() > 0; due--) {
                guest.work().readLock().lock();
                try {
                    writeOne(disks);
                } finally {
                    guest.work().readLock().unlock();
                }
            }
        }
    }

    private void writeOne(List<GuestDisk> disks) throws IOException {
        switch (plan.habit()) {
            case SCATTERED -> {
                write(disks, 0, anySlot(0), false);
                if (++written % FLUSH_EVERY == 0) {
                    disks.get(0).flush();
                }
            }
            case TRANSACTIONS -> {
                int records = 1 + random.nextInt(4);
                for (int i = 0; i < records; i++) {
                    write(disks, 0, anySlot(0), false);
                }
                disks.get(0).flush();
                write(disks, 1, nextSlot(1), true);
            }
        }
    }

    private void write(List<GuestDisk> disks, int disk, int slot, boolean durable)
            throws IOException {
        LedgerEntry entry = guest.ledger().issue(disk, slot);
        ByteBuffer bytes = ByteBuffer.wrap(formats.get(disk).bytes(entry.stamp()));
        disks.get(disk).write(plan.disks().get(disk).offset(slot), bytes, durable);
        guest.ledger().acknowledge(entry);
    }

    private int anySlot(int disk) {
        return firstSlot(disk) + random.nextInt(ownSlots(disk));
    }

    private int nextSlot(int disk) {
        return firstSlot(disk) + commits++ % ownSlots(disk);
    }

    private int firstSlot(int disk) {
        return number * ownSlots(disk);
    }

    private int ownSlots(int disk) {
        return plan.disks().get(disk).usedSlots() / plan.writers();
    }

    /** Waits so long; says whether it is time to stop. */
    private boolean waitedFor(long millis) {
        try {
            return stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopped.countDown();
            return true;
        }
    }
}
