package io.continuo.replication.consistency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/**
 * A token that wanders over the disks of several machines: it is written to the next one only after
 * the one before was answered. A point of the group holds a beginning of its way, or the group
 * disagrees.
 */
final class TokenChain {
    private final GroupRig rig;
    private final int block;
    private final int[] way;
    private final int disks;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long last;
    private volatile Throwable failure;

    TokenChain(GroupRig rig, int block, int machines, int disks, long seed) {
        this.rig = rig;
        this.block = block;
        this.disks = disks;
        this.way = new Random(seed).ints(997, 0, machines * disks).toArray();
        this.thread = Thread.ofPlatform().name("token-" + block).start(this::run);
    }

    private int place(long token) {
        return way[(int) (token % way.length)];
    }

    private void run() {
        try {
            while (!closed) {
                long token = last + 1;
                rig.write(place(token) / disks, place(token) % disks, block, token);
                last = token;
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    long last() {
        if (failure != null) {
            throw new UncheckedIOException(new IOException(failure));
        }
        return last;
    }

    /**
     * Whether the tokens found are a beginning of the chain.
     *
     * @param found by machine and disk
     */
    boolean whole(long[][] found) {
        long length = 0;
        for (long[] machine : found) {
            for (long token : machine) {
                length = Math.max(length, token);
            }
        }
        long[][] expected = new long[found.length][disks];
        int open = found.length * disks;
        for (long token = length; token > Math.max(0, length - way.length) && open > 0; token--) {
            int place = place(token);
            if (expected[place / disks][place % disks] == 0) {
                expected[place / disks][place % disks] = token;
                open--;
            }
        }
        return java.util.Arrays.deepEquals(expected, found);
    }

    void stop() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
