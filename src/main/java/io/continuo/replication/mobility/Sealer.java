package io.continuo.replication.mobility;

import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameCut;

import java.io.IOException;
import java.util.Optional;

/** Makes the frames of a stream of what the change log holds, in order. Used by one thread. */
final class Sealer implements AutoCloseable {
    private final ChangeLog log;
    private final FramePacker packer;

    Sealer(ChangeLog log, FramePacker packer) {
        this.log = log;
        this.packer = packer;
    }

    /** The next frame, or nothing if everything is sealed. */
    Optional<Frame> seal(int epoch) {
        LogTail tail = log.tail();
        long base;
        long first;
        int count = 0;
        tail.sealing().lock();
        try {
            first = tail.next();
            base = tail.base();
            if (tail.backlog().inMemory(first)) {
                count = packer.fill(first);
                if (count == 0) {
                    return Optional.empty();
                }
                tail.sealed(first + count - 1);
            }
        } finally {
            tail.sealing().unlock();
        }
        return count > 0 ? Optional.of(packer.finish(epoch, base)) : fromDisk(first, epoch, base);
    }

    private Optional<Frame> fromDisk(long first, int epoch, long base) {
        LogTail tail = log.tail();
        Optional<Frame> found;
        try {
            found = tail.backlog().onDisk(first);
        } catch (IOException e) {
            if (stillNext(first)) {
                log.forgetData(
                        new Reason(
                                ResyncCause.LOG_FAILED,
                                "The change log on disk cannot be read: " + e.getMessage() + "."));
            }
            return Optional.empty();
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Frame frame = found.get();
        tail.sealing().lock();
        try {
            if (tail.next() != first) {
                frame.close();
                return Optional.empty();
            }
            tail.sealed(frame.header().lastSequence());
        } finally {
            tail.sealing().unlock();
        }
        return Optional.of(FrameCut.renumber(frame, epoch, base));
    }

    /** Whether it was not forgotten while it was read. */
    private boolean stillNext(long first) {
        LogTail tail = log.tail();
        tail.sealing().lock();
        try {
            return tail.next() == first;
        } finally {
            tail.sealing().unlock();
        }
    }

    @Override
    public void close() {
        packer.close();
    }
}
