package io.continuo.simulation.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What guests did to a machine's disks, kept outside of it: for each block of 512 bytes every
 * content it was given, when the write was issued and when it was answered. No two writes of a
 * block overlap in time, as with any file system; so a block's history has one order. Between
 * blocks the order is what guests can know: a write issued after another was answered came later.
 */
final class History {
    static final int BLOCK = 512;
    private static final long NEVER = Long.MAX_VALUE;

    /** One write of one or more blocks. */
    static final class Write {
        final long id;
        final boolean zero;
        final long issued;
        long answered = NEVER;

        Write(long id, boolean zero, long issued) {
            this.id = id;
            this.zero = zero;
            this.issued = issued;
        }
    }

    private static final class Block {
        final List<Write> writes = new ArrayList<>();
        Write running;
    }

    private final Block[][] disks;
    private final long[] flushed;
    private long moments;
    private long ids;

    History(long... sizes) {
        disks = new Block[sizes.length][];
        flushed = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            disks[i] = new Block[(int) (sizes[i] / BLOCK)];
        }
    }

    /** A moment later than every one before. */
    long moment() {
        return ++moments;
    }

    /**
     * Begins a write.
     *
     * @return null if another is under way there
     */
    Write begin(int disk, int first, int count, boolean zero) {
        for (int at = first; at < first + count; at++) {
            Block block = disks[disk][at];
            if (block != null && block.running != null) {
                return null;
            }
        }
        Write write = new Write(++ids, zero, moment());
        for (int at = first; at < first + count; at++) {
            if (disks[disk][at] == null) {
                disks[disk][at] = new Block();
                disks[disk][at].writes.add(new Write(0, true, 0));
                disks[disk][at].writes.getFirst().answered = 0;
            }
            disks[disk][at].running = write;
            disks[disk][at].writes.add(write);
        }
        return write;
    }

    void answered(int disk, int first, int count, Write write) {
        write.answered = moment();
        for (int at = first; at < first + count; at++) {
            disks[disk][at].running = null;
        }
    }

    /** Keeps others from writing there for a while; null if one does already. */
    Write hold(int disk, int first, int count) {
        for (int at = first; at < first + count; at++) {
            if (disks[disk][at] == null || disks[disk][at].running != null) {
                return null;
            }
        }
        Write hold = new Write(0, true, 0);
        for (int at = first; at < first + count; at++) {
            disks[disk][at].running = hold;
        }
        return hold;
    }

    void letGo(int disk, int first, int count) {
        for (int at = first; at < first + count; at++) {
            disks[disk][at].running = null;
        }
    }

    /** What was read must be what was written last. */
    void checkNewest(int disk, int first, ByteBuffer data) {
        for (int at = 0; at < data.limit() / BLOCK; at++) {
            Block block = disks[disk][first + at];
            Write last = block == null ? new Write(0, true, 0) : block.writes.getLast();
            if (!holds(data, at * BLOCK, last, disk, first + at)) {
                throw new AssertionError(
                        "disk "
                                + disk
                                + " block "
                                + (first + at)
                                + " is not what was written last");
            }
        }
    }

    /** A flush that was issued at this moment has been answered. */
    void flushed(int disk, long issued) {
        flushed[disk] = Math.max(flushed[disk], issued);
    }

    static void fill(ByteBuffer into, long id, int disk, int block) {
        long word = stamp(id, disk, block);
        for (int i = 0; i < BLOCK / 8; i++) {
            into.putLong(word);
            word = word * 6364136223846793005L + 1442695040888963407L;
        }
    }

    private static long stamp(long id, int disk, int block) {
        return id << 28 | (long) disk << 26 | block;
    }

    private static boolean holds(ByteBuffer data, int at, Write write, int disk, int block) {
        long word = write.zero ? 0 : stamp(write.id, disk, block);
        for (int i = 0; i < BLOCK / 8; i++) {
            if (data.getLong(at + i * 8) != word) {
                return false;
            }
            if (!write.zero) {
                word = word * 6364136223846793005L + 1442695040888963407L;
            }
        }
        return true;
    }

    /**
     * The machine came back: what its disks hold now is what guests see from here on. Writes that
     * were not answered may be there or not.
     *
     * @param cut power was gone: answered writes that were not flushed may be gone too
     */
    void restarted(int disk, int first, ByteBuffer data, boolean cut, long died) {
        for (int at = 0; at < data.limit() / BLOCK; at++) {
            Block block = disks[disk][first + at];
            if (block == null) {
                continue;
            }
            block.running = null;
            Write last = block.writes.getLast();
            if (holds(data, at * BLOCK, last, disk, first + at)) {
                if (last.answered == NEVER) {
                    last.answered = moment();
                }
                continue;
            }
            // One that was not answered may be there in part: its other blocks say nothing here.
            if (last.answered < died && (!cut || last.answered < flushed[disk])) {
                throw new AssertionError(
                        "disk " + disk + " block " + (first + at) + " lost an answered write");
            }
            Write found = null;
            for (Write earlier : block.writes.reversed()) {
                if (holds(data, at * BLOCK, earlier, disk, first + at)) {
                    found = earlier;
                    break;
                }
            }
            if (found == null) {
                throw new AssertionError(
                        "disk " + disk + " block " + (first + at) + " holds what nobody wrote");
            }
            // Gone again, as if written once more. What it was before may be in older points.
            Write again = new Write(found.id, found.zero, died);
            again.answered = moment();
            block.writes.add(again);
        }
    }

    /** One look at a whole machine: what must be so of any single moment of its past. */
    final class Look {
        private final String what;
        private long newestIssued = -1;
        private String newest = "";
        private long oldestAnswered = NEVER;
        private String oldest = "";

        /**
         * @param notBefore every write answered before this moment is in it
         * @param notAfter no write issued after this moment is
         */
        Look(String what, long notBefore, long notAfter) {
            this.what = what;
            newestIssued = notBefore;
            newest = "the moment it was asked for";
            oldestAnswered = notAfter;
            oldest = "the moment it was there";
        }

        void see(int disk, int first, ByteBuffer data) {
            for (int at = 0; at < data.limit() / BLOCK; at++) {
                see(disk, first + at, data, at * BLOCK);
            }
        }

        private void see(int disk, int number, ByteBuffer data, int at) {
            Block block = disks[disk][number];
            if (block == null) {
                if (!holds(data, at, new Write(0, true, 0), disk, number)) {
                    throw new AssertionError(where(disk, number) + " holds what nobody wrote");
                }
                return;
            }
            int low = -1;
            int high = -1;
            for (int i = 0; i < block.writes.size(); i++) {
                if (holds(data, at, block.writes.get(i), disk, number)) {
                    low = low < 0 ? i : low;
                    high = i;
                }
            }
            if (low < 0) {
                throw new AssertionError(
                        where(disk, number)
                                + " holds what nobody wrote: "
                                + Long.toHexString(data.getLong(at)));
            }
            Write in = block.writes.get(low);
            if (in.issued > newestIssued) {
                newestIssued = in.issued;
                newest = where(disk, number) + " write " + in.id;
            }
            for (int i = high + 1; i < block.writes.size(); i++) {
                Write missing = block.writes.get(i);
                if (missing.answered < oldestAnswered) {
                    oldestAnswered = missing.answered;
                    oldest = where(disk, number) + " write " + missing.id;
                }
            }
            if (newestIssued > oldestAnswered) {
                throw new AssertionError(
                        what
                                + " is no moment of the machine's past: it has "
                                + newest
                                + " (issued at "
                                + newestIssued
                                + ") and lacks "
                                + oldest
                                + " (answered at "
                                + oldestAnswered
                                + ")");
            }
        }

        private String where(int disk, int block) {
            return what + ": disk " + disk + " block " + block;
        }
    }
}
