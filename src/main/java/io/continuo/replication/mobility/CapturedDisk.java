package io.continuo.replication.mobility;

import io.continuo.replication.nbd.Chunk;
import io.continuo.replication.nbd.DiskFile;
import io.continuo.replication.nbd.NbdExport;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.RecordType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * A protected disk as its user sees it: every write goes to the disk itself and into the machine's
 * change log, in the same order, before it is answered.
 */
final class CapturedDisk implements NbdExport {
    /** Zeroing and trimming go in steps of this size, so that neighbours need not wait long. */
    private static final int RANGE_STEP = 32 << 20;

    private final String name;
    private final int index;
    private final DiskFile file;
    private final ChangeLog log;
    private final DiskState state;
    private final LongAdder written = new LongAdder();

    CapturedDisk(String name, int index, DiskFile file, ChangeLog log, DiskState state) {
        this.name = name;
        this.index = index;
        this.file = file;
        this.log = log;
        this.state = state;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "protected disk";
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    /** Bytes the guest has written so far. */
    long writtenBytes() {
        return written.sum();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        file.read(offset, target);
    }

    @Override
    public boolean readNow(long offset, ByteBuffer target) throws IOException {
        return file.readNow(offset, target);
    }

    @Override
    public void write(long offset, Chunk chunk, int position, int length, boolean fua)
            throws IOException {
        if (length > 0) {
            int first = state.region(offset);
            int last = state.region(offset + length - 1);
            log.enter();
            state.locks().lock(first, last);
            try {
                state.activity().activate(first, last);
                file.write(offset, chunk, position, length);
                int flags = fua ? ChangeRecord.FUA : 0;
                long sequence =
                        log.change(RecordType.WRITE, index, flags, offset, length, chunk, position);
                state.activity().touched(first, last, sequence);
            } catch (IOException e) {
                log.unlogged(index, offset, length, Reason.DISK_WRITE_FAILED);
                throw e;
            } finally {
                state.locks().unlock(first, last);
                log.leave();
            }
            written.add(length);
        }
        if (fua) {
            sync();
        }
    }

    @Override
    public void zero(long offset, long length, boolean fua, boolean noHole) throws IOException {
        ranges(RecordType.ZERO, offset, length, noHole);
        if (fua) {
            sync();
        }
    }

    /** Trimmed ranges read as zeros from then on, here and in the replica. */
    @Override
    public void trim(long offset, long length, boolean fua) throws IOException {
        ranges(RecordType.TRIM, offset, length, false);
        if (fua) {
            sync();
        }
    }

    private void ranges(RecordType type, long offset, long length, boolean noHole)
            throws IOException {
        for (long at = offset; at < offset + length; at += RANGE_STEP) {
            range(type, at, (int) Math.min(RANGE_STEP, offset + length - at), noHole);
        }
    }

    private void range(RecordType type, long offset, int length, boolean noHole)
            throws IOException {
        int first = state.region(offset);
        int last = state.region(offset + length - 1);
        log.enter();
        state.locks().lock(first, last);
        try {
            state.activity().activate(first, last);
            file.zero(offset, length, noHole);
            long sequence = log.change(type, index, 0, offset, length, null, 0);
            state.activity().touched(first, last, sequence);
        } catch (IOException e) {
            log.unlogged(index, offset, length, Reason.DISK_WRITE_FAILED);
            throw e;
        } finally {
            state.locks().unlock(first, last);
            log.leave();
        }
    }

    @Override
    public void flush() throws IOException {
        sync();
        log.note(RecordType.FLUSH, index);
    }

    private void sync() throws IOException {
        state.sync(log.ring().head());
    }

    @Override
    public void cache(long offset, long length) throws IOException {
        file.readAhead(offset, length);
    }

    @Override
    public void blockStatus(long offset, long length, ExtentConsumer consumer) throws IOException {
        file.extents(offset, length, consumer);
    }
}
