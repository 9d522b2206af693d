package io.continuo.replication.stream;

import io.continuo.api.error.Problem;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reaches a data port over TCP. */
public final class TcpDialer implements FrameLink.Dialer {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int BUFFER = 4 << 20;

    private final InetSocketAddress address;
    private final FramePool pool;

    /**
     * @param address {@code host:port}
     * @throws IllegalArgumentException it is neither that nor {@code [v6]:port}
     */
    public TcpDialer(String address, FramePool pool) {
        this.address = parse(address);
        this.pool = pool;
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
        SocketChannel channel = connect();
        FrameChannel frames = new FrameChannel(channel, pool);
        try {
            frames.writeJson(FrameType.HELLO, hello, hello);
            Welcome welcome = within(CONNECT_LIMIT.multipliedBy(4), () -> readWelcome(frames));
            return new TcpLink(frames, hello, welcome, watcher).start();
        } catch (IOException | RuntimeException | InterruptedException e) {
            frames.close();
            throw e;
        }
    }

    private SocketChannel connect() throws IOException, InterruptedException {
        InetSocketAddress resolved =
                new InetSocketAddress(address.getHostString(), address.getPort());
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            within(CONNECT_LIMIT, () -> channel.connect(resolved));
            return channel;
        } catch (IOException | InterruptedException e) {
            channel.close();
            throw e;
        }
    }

    private static Welcome readWelcome(FrameChannel frames) throws IOException {
        try (Frame answer = frames.read()) {
            return switch (answer.header().type()) {
                case WELCOME -> frames.readJson(answer, Welcome.class);
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
