package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.replication.stream.MarkInfo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;

/**
 * Disks, or what was added to disks, that recovery points do not hold yet. They are replicated
 * beside the others, in the same order and without an epoch; once they are equal a mark says that
 * points hold them from there on. So no point is missed meanwhile, and none holds half of a disk.
 */
final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final CaptureSpec spec;
    private final ChangeLog log;
    private final List<DiskState> disks;
    private final StreamMemory memory;
    private volatile boolean underWay;

    Joining(CaptureSpec spec, ChangeLog log, List<DiskState> disks, StreamMemory memory) {
        this.spec = spec;
        this.log = log;
        this.disks = disks;
        this.memory = memory;
    }

    /** Whether the target has not confirmed these disks yet. */
    boolean due() {
        return memory.layout() != spec.layout();
    }

    /** Whether the target is still to be told of these disks. */
    boolean untold() {
        return due() && !underWay;
    }

    /** The newest layout the target has confirmed. */
    int confirmed() {
        return memory.layout();
    }

    /** Whether what points hold is equal, as far as known. */
    boolean joinedClean() {
        return disks.stream().allMatch(DiskState::joinedClean);
    }

    /** Bytes to replicate before points hold them. */
    long openBytes() {
        return disks.stream().filter(DiskState::joining).mapToLong(DiskState::openBytes).sum();
    }

    /**
     * Everything is equal: tells the target, if it has not been told. On record here first: after a
     * crash it may have been told.
     */
    void tell() throws IOException {
        if (!untold()) {
            return;
        }
        memory.join(spec);
        disks.forEach(DiskState::join);
        log.mark(PointMaker.text(MarkInfo.ofLayout(spec.layout())))
                .ifPresent(mark -> {
                    underWay = true;
                    mark.whenComplete((at, problem) -> told(problem == null));
                });
    }

    private void told(boolean done) {
        try {
            if (done) {
                memory.layout(spec.layout());
                LOG.info("{}: points hold the disks of layout {}", spec.machine(), spec.layout());
            }
        } catch (IOException e) {
            LOG.warn("{}: the layout is told once more: {}", spec.machine(), e.getMessage());
        } finally {
            underWay = false;
        }
    }

    /** The target has lost something: it may be what it was told. */
    void tellAgain() throws IOException {
        if (spec.layout() > 1) {
            memory.layout(0);
        }
    }
}
