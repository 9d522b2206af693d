package io.continuo.replication.consistency;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.platform.qemu.GuestAgent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * Has a guest's file systems held still by the QEMU guest agent inside it, which runs the guest's
 * own freeze hooks before that. Nobody else uses the agent's socket, so what stands still through
 * it was held by us.
 */
public final class GuestQuiescer implements Quiescer {
    /** An agent that works answers at once. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Nothing is more urgent than to let a guest go on, so that is tried for longer. */
    private static final Duration THAW = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofMillis(200);

    private final String machine;
    private final Path socket;
    private final Duration limit;

    /**
     * @param socket of the agent's channel, as QEMU serves it
     * @param limit for the guest to write everything out
     */
    public GuestQuiescer(String machine, Path socket, Duration limit) {
        this.machine = machine;
        this.socket = socket;
        this.limit = limit;
    }

    @Override
    public Quiet quiesce() throws InterruptedException {
        try (GuestAgent agent = GuestAgent.connect(socket, ANSWER)) {
            freeze(agent);
        } catch (IOException e) {
            throw silent(e);
        }
        return this::resume;
    }

    /** An answer that does not come may still mean that the guest stands still a moment later. */
    private void freeze(GuestAgent agent) {
        int held;
        try {
            held = agent.freeze(limit);
        } catch (IOException e) {
            ContinuoException failed = failed("It did not hold still: " + e.getMessage() + ".");
            closeQuietly(agent);
            try {
                thaw();
            } catch (IOException again) {
                failed.addSuppressed(again);
            }
            throw failed;
        }
        if (held == 0) {
            throw failed("It has no file system that can be held still.");
        }
    }

    private static void closeQuietly(GuestAgent agent) {
        try {
            agent.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }

    private void resume() {
        int held;
        try {
            held = thaw();
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.GUEST_AGENT_FAILED,
                            "The file systems of " + machine + " may still stand still.",
                            "Its guest agent did not confirm that they go on: "
                                    + e.getMessage()
                                    + ".",
                            "Let them go on from inside the guest (fsfreeze -u), or restart its"
                                    + " guest agent.",
                            machine)
                    .toException(e);
        }
        if (held == 0) {
            throw failed(
                    "Its file systems went on by themselves before the point was made: the guest"
                            + " does not hold still for so long.");
        }
    }

    /** Whether the guest stood still, left so by an agent of ours that died, and goes on now. */
    boolean release() {
        try (GuestAgent agent = GuestAgent.connect(socket, ANSWER)) {
            return agent.frozen(ANSWER) && agent.thaw(ANSWER) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Also when whoever waits for the point is told to stop. */
    private int thaw() throws IOException {
        FutureTask<Integer> thaw = new FutureTask<>(this::thawInTime);
        Thread.ofVirtual().name("thaw-" + machine).start(thaw);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return thaw.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException io
                            ? io
                            : new IOException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Connects anew each time: what comes late is an answer to something else. */
    private int thawInTime() throws IOException {
        long deadline = System.nanoTime() + THAW.toNanos();
        while (true) {
            try (GuestAgent agent = GuestAgent.connect(socket, ANSWER)) {
                return agent.thaw(ANSWER);
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY.toNanos());
            }
        }
    }

    private ContinuoException silent(IOException e) {
        boolean there = Files.exists(socket);
        return Problem.of(
                        ErrorCode.GUEST_AGENT_FAILED,
                        "The guest agent of " + machine + " does not answer.",
                        there
                                ? "Its channel at "
                                        + socket
                                        + " is open, but inside the guest nothing answers: "
                                        + e.getMessage()
                                        + "."
                                : "There is no socket " + socket + " on the agent's computer.",
                        "Install and start qemu-guest-agent in the guest, and give QEMU a channel:"
                                + " -chardev socket,id=qga,server=on,wait=off,path="
                                + socket
                                + " -device virtio-serial -device"
                                + " virtserialport,chardev=qga,name=org.qemu.guest_agent.0",
                        machine,
                        socket.toString())
                .toException(e);
    }

    private ContinuoException failed(String cause) {
        return Problem.of(
                        ErrorCode.GUEST_AGENT_FAILED,
                        "The guest of " + machine + " was not held still.",
                        cause,
                        "Look at the guest agent's log inside the guest, put it right, and check"
                                + " with: continuo mark "
                                + machine
                                + " --app-consistent.",
                        machine,
                        socket.toString())
                .toException();
    }
}
