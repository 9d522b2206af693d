package io.continuo.replication.stream;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A link that ends in a master target of the same process: frames are handed over, not copied. */
public final class IntakeLink implements FrameLink {
    private final ReplicaIntake intake;
    private final ReentrantLock using = new ReentrantLock();
    private volatile boolean closed;
    private boolean intakeClosed;

    private IntakeLink(ReplicaIntake intake) {
        this.intake = intake;
    }

    /** Links to the streams of {@code opener}. */
    public static Dialer dialer(ReplicaIntake.Opener opener) {
        return (hello, watcher) ->
                new IntakeLink(opener.open(hello.streamId(), hello.epoch(), watcher::durable));
    }

    @Override
    public Welcome welcome() {
        return intake.welcome();
    }

    @Override
    public void send(Frame frame) throws IOException, InterruptedException {
        try {
            begin();
        } catch (IOException e) {
            frame.close();
            throw e;
        }
        try {
            intake.append(frame);
        } finally {
            end();
        }
    }

    @Override
    public byte[] hashes(HashAsk ask) throws IOException {
        refuseIfClosed();
        return intake.hashes(ask);
    }

    private void refuseIfClosed() throws IOException {
        if (closed) {
            throw new IOException("the link is closed");
        }
    }

    private void begin() throws IOException {
        using.lock();
        if (closed) {
            end();
            refuseIfClosed();
        }
    }

    private void end() {
        using.unlock();
        if (closed) {
            close();
        }
    }

    @Override
    public LinkHealth health() {
        return LinkHealth.UNKNOWN;
    }

    /** Never waits for a frame the target has no room for yet: whoever hands that over closes. */
    @Override
    public void close() {
        closed = true;
        if (using.tryLock()) {
            try {
                if (!intakeClosed) {
                    intakeClosed = true;
                    intake.close();
                }
            } finally {
                using.unlock();
            }
        }
    }
}
