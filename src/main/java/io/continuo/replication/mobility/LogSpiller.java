package io.continuo.replication.mobility;

import io.continuo.api.machine.ResyncCause;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.threads.Ending;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that moves a change log's oldest changes from memory to disk while they cannot travel
 * fast enough, so that the guest finds room. Where the disk takes no more, the log falls back to a
 * bitmap.
 */
final class LogSpiller implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ChangeLog log;
    private final ChangeSpill spill;
    private final FramePacker packer;
    private final Failures failures;
    private final Thread thread;
    private volatile boolean closed;

    /** Told why the change log on disk cannot be used. Must not block. */
    @FunctionalInterface
    interface Failures {
        void failed(IOException e);
    }

    LogSpiller(
            String machine,
            ChangeLog log,
            ChangeSpill spill,
            FramePacker packer,
            Failures failures) {
        this.log = log;
        this.spill = spill;
        this.packer = packer;
        this.failures = failures;
        this.thread = Thread.ofPlatform().daemon().name("spill-" + machine).unstarted(this::run);
        log.writer().onPressure(() -> LockSupport.unpark(thread));
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!closed) {
            if (!log.wantsSpilling() || !step()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        packer.close();
    }

    /** Moves one frame; whether it did. */
    private boolean step() {
        LogTail tail = log.tail();
        int forgotten = log.state().forgotten();
        if (tail.fillForDisk(packer) == 0) {
            return false;
        }
        try (Frame frame = packer.finish(0, 0)) {
            if (spill.bytes() + frame.header().bodyLength() > spill.limits().bytes()) {
                log.forgetData(spill.limits().reached());
                return false;
            }
            spill.append(frame);
            if (!tail.onDisk(frame.header().lastSequence(), forgotten, log.state())) {
                spill.clear();
            }
        } catch (IOException e) {
            spill.failed();
            failures.failed(e);
            log.forgetData(
                    new Reason(
                            ResyncCause.LOG_FAILED,
                            "The change log on disk cannot be written: " + e.getMessage() + "."));
            return false;
        }
        log.roomMade();
        return true;
    }

    /** Stops; returns when nothing is written any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
        spill.close();
    }
}
