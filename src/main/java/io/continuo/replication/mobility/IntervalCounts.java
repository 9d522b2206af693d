package io.continuo.replication.mobility;

import io.continuo.replication.qemu.QemuDisks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How much QEMU knows to have changed since the newest snapshot, by disk. */
final class IntervalCounts {
    private final long[] changed;
    private final long[] ever;
    private long looked = System.nanoTime() - Duration.ofDays(1).toNanos();

    IntervalCounts(int disks) {
        changed = new long[disks];
        ever = new long[disks];
    }

    /** Asks, if that was not done for so long. */
    void look(Duration every, QemuDisks qemu) throws IOException {
        long now = System.nanoTime();
        if (now - looked >= every.toNanos()) {
            see(qemu.changed());
            looked = now;
        }
    }

    private synchronized void see(List<Long> now) {
        for (int i = 0; i < changed.length; i++) {
            ever[i] += Math.max(0, now.get(i) - changed[i]);
            changed[i] = now.get(i);
        }
    }

    /** A snapshot was taken: counting begins anew. */
    synchronized void restart() {
        java.util.Arrays.fill(changed, 0);
    }

    /** Bytes changed and not even read. */
    synchronized long changed(int disk) {
        return changed[disk];
    }

    /** Bytes found changed so far, to tell a rate from; a block counts once in an interval. */
    synchronized long ever(int disk) {
        return ever[disk];
    }
}
