package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.Problem;
import io.continuo.client.CertificateAlert;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/** Reaches a data port over TCP. */
public final class TcpDialer implements FrameLink.Dialer {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int BUFFER = 4 << 20;

    private final InetSocketAddress address;
    private final FramePool pool;
    private final LineSecurity security;
    private final ComponentRole other;

    /**
     * @param address {@code host:port}
     * @param other what the other side has to be
     * @throws IllegalArgumentException it is neither that nor {@code [v6]:port}
     */
    public TcpDialer(String address, FramePool pool, LineSecurity security, ComponentRole other) {
        this.address = parse(address);
        this.pool = pool;
        this.security = security;
        this.other = other;
    }

    /** Reads {@code host:port}; the host is looked up at every dialling, so names may move. */
    static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not host:port: " + address);
        }
        String host = address.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            return InetSocketAddress.createUnresolved(
                    host, Integer.parseInt(address.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not host:port: " + address, e);
        }
    }

    @Override
    public FrameLink dial(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        Wire wire;
        try {
            wire = connect();
        } catch (SSLException e) {
            if (CertificateAlert.isOurs(e)) {
                throw CertificateAlert.theirProblem("The component at " + address, e)
                        .toException(e);
            }
            throw e;
        }
        FrameChannel frames = new FrameChannel(wire, pool);
        try {
            frames.demand(other);
            frames.writeJson(FrameType.HELLO, hello, hello);
            Greeting greeting = within(CONNECT_LIMIT.multipliedBy(4), () -> readWelcome(frames));
            Optional<TcpLink.Joiner> joiner =
                    greeting.token() == 0
                            ? Optional.empty()
                            : Optional.of(() -> join(hello, greeting.token()));
            return new TcpLink(frames, hello, greeting.welcome(), watcher, joiner).start();
        } catch (SSLException e) {
            frames.close();
            if (CertificateAlert.is(e)) {
                throw CertificateAlert.problem("The component at " + address, e).toException(e);
            }
            throw e;
        } catch (IOException | RuntimeException | InterruptedException e) {
            frames.close();
            throw e;
        }
    }

    private Wire connect() throws IOException, InterruptedException {
        InetSocketAddress resolved =
                new InetSocketAddress(address.getHostString(), address.getPort());
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSendBufferSize(BUFFER);
            return within(
                    CONNECT_LIMIT.multipliedBy(2),
                    () -> {
                        socket.connect(resolved, Math.toIntExact(CONNECT_LIMIT.toMillis()));
                        return security.dialled(socket);
                    });
        } catch (IOException | RuntimeException | InterruptedException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * A welcome.
     *
     * @param token names the link to further connections; 0 where the receiver takes none
     */
    private record Greeting(Welcome welcome, long token) {}

    private FrameChannel join(Hello hello, long token) throws IOException, InterruptedException {
        FrameChannel frames = new FrameChannel(connect(), pool);
        try {
            frames.demand(other);
            frames.writeBare(FrameType.JOIN, hello, token, 0);
            return frames;
        } catch (IOException | RuntimeException e) {
            frames.close();
            throw e;
        }
    }

    private static Greeting readWelcome(FrameChannel frames) throws IOException {
        try (Frame answer = frames.read()) {
            return switch (answer.header().type()) {
                case WELCOME ->
                        new Greeting(
                                frames.readJson(answer, Welcome.class), answer.header().token());
                case FAULT -> throw frames.readJson(answer, Problem.class).toException();
                default -> throw new DamagedFrameException("no welcome came");
            };
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** Runs a blocking step with a limit; the caller closes what it blocks on if it is passed. */
    private static <T> T within(Duration limit, Step<T> step)
            throws IOException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("dial")
                .start(() -> {
                    try {
                        result.complete(step.run());
                    } catch (IOException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException unchecked -> throw unchecked;
                default -> throw new IllegalStateException(e);
            }
        }
    }
}
