package io.continuo.server;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.ProtectRequest;
import io.continuo.api.server.ServerReady;
import io.continuo.client.ContinuoClient;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A real server on a free port, a client of it, and what a test opens besides. */
public final class ServerFixture implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ServerSettings settings;
    private ConfigurationServer server;
    private final ContinuoClient client;

    public ServerFixture(Path data) {
        this(ServerSettings.in(data).withPort(0).withLab(true));
    }

    ServerFixture(ServerSettings settings) {
        this.settings = settings;
        server = ConfigurationServer.start(settings);
        client = new HttpContinuoClient(address());
    }

    public ContinuoClient client() {
        return client;
    }

    ConfigurationServer server() {
        return server;
    }

    public ServerAddress address() {
        return address(server.ready());
    }

    static ServerAddress address(ServerReady ready) {
        try {
            return new ServerAddress(
                    ready.url(),
                    ready.fingerprint(),
                    Files.readString(Path.of(ready.tokenFile())).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops and starts again on the same port, as an operator would. */
    void restart() {
        int port = server.ready().url().getPort();
        server.close();
        server = ConfigurationServer.start(settings.withPort(port));
    }

    FakeComponent node() {
        return open(new FakeComponent(address(), "node-1").start());
    }

    <T extends AutoCloseable> T open(T part) {
        open.push(part);
        return part;
    }

    MachineView protect(String name, String... disks) {
        List<String> paths = disks.length == 0 ? List.of("/disks/" + name) : List.of(disks);
        JobView job = client.protect(new ProtectRequest(name, paths, ""));
        ended(job, JobState.SUCCEEDED);
        return client.machine(name);
    }

    JobView ended(JobView job, JobState state) {
        JobView last = client.await(job, LIMIT, now -> {});
        if (last.state() != state) {
            throw new AssertionError("ended otherwise: " + last);
        }
        return last;
    }

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        client.close();
        server.close();
    }
}
