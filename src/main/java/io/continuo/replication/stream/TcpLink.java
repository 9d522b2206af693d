package io.continuo.replication.stream;

import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The sender's end of a line. */
final class TcpLink implements FrameLink {
    private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

    /** With no sign of life for so long, the line is as good as cut (half-open connections). */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(5);

    private final FrameChannel frames;
    private final Lanes lanes;
    private final Hello hello;
    private final Welcome welcome;
    private final Watcher watcher;
    private final Credits credits = new Credits();
    private final AtomicLong tokens = new AtomicLong();
    private final Map<Long, CompletableFuture<byte[]>> asked = new ConcurrentHashMap<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long lastHeard = System.nanoTime();
    private volatile LinkHealth health = LinkHealth.UNKNOWN;

    /** Makes one more connection of a link. */
    interface Joiner {
        FrameChannel join() throws IOException, InterruptedException;
    }

    /**
     * @param joiner nothing where the receiver takes one connection only
     */
    TcpLink(
            FrameChannel frames,
            Hello hello,
            Welcome welcome,
            Watcher watcher,
            Optional<Joiner> joiner) {
        this.frames = frames;
        this.lanes = new Lanes(frames, joiner.isPresent(), () -> widen(joiner.get()), this::lose);
        this.hello = hello;
        this.welcome = welcome;
        this.watcher = watcher;
    }

    TcpLink start() {
        Thread.ofVirtual().name("link-read-" + hello.machine()).start(this::read);
        Thread.ofVirtual().name("link-probe-" + hello.machine()).start(this::probe);
        return this;
    }

    @Override
    public Welcome welcome() {
        return welcome;
    }

    @Override
    public void send(Frame frame) throws IOException, InterruptedException {
        try {
            take(frame.header().bodyLength(), frame);
            lanes.send(frame);
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void take(int bytes, Frame frame) throws IOException, InterruptedException {
        try {
            credits.take(bytes);
        } catch (IOException | InterruptedException e) {
            frame.close();
            throw e;
        }
    }

    /** A link goes on with as many connections as there are. */
    private void widen(Joiner joiner) {
        Thread.ofVirtual()
                .name("link-widen-" + hello.machine())
                .start(() -> {
                    try {
                        for (int lane = 1; lane < Lanes.MOST && !ended.get(); lane++) {
                            lanes.add(joiner.join());
                        }
                    } catch (IOException | RuntimeException e) {
                        LOG.info("{} goes on with fewer connections: {}", hello.machine(), e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public byte[] hashes(HashAsk ask) throws IOException, InterruptedException {
        long token = tokens.incrementAndGet();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        asked.put(token, answer);
        try {
            if (ended.get()) {
                throw new IOException("the link is gone");
            }
            byte[] body = frames.json(ask);
            frames.writeBytes(FrameType.HASH_ASK, hello, token, body);
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } finally {
            asked.remove(token);
        }
    }

    @Override
    public LinkHealth health() {
        return health;
    }

    private void read() {
        try {
            while (true) {
                try (Frame frame = frames.read()) {
                    lastHeard = System.nanoTime();
                    take(frame);
                }
            }
        } catch (IOException | RuntimeException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void take(Frame frame) throws IOException {
        FrameHeader header = frame.header();
        switch (header.type()) {
            case ACK ->
                    watcher.durable(
                            new Position(
                                    header.epoch(),
                                    header.lastSequence(),
                                    header.lastTimeMicros()));
            case KEPT ->
                    watcher.kept(
                            new Position(
                                    header.epoch(),
                                    header.lastSequence(),
                                    header.lastTimeMicros()));
            case CREDIT -> credits.grant(header.plainLength());
            case PONG -> takePong(header);
            case HASHES -> takeHashes(frame);
            case FAULT -> {
                Problem problem = frames.readJson(frame, Problem.class);
                throw new IOException(problem.message() + " " + problem.cause());
            }
            case HELLO, WELCOME, DATA, HASH_ASK, PING, JOIN ->
                    throw new DamagedFrameException("a receiver does not say " + header.type());
        }
    }

    private void takeHashes(Frame frame) {
        CompletableFuture<byte[]> answer = asked.get(frame.header().token());
        if (answer == null) {
            return;
        }
        int length = frame.header().bodyLength();
        if (length == 0) {
            answer.completeExceptionally(new IOException("the target cannot read its replica"));
        } else {
            answer.complete(Arrays.copyOf(frame.body(), length));
        }
    }

    private void takePong(FrameHeader header) {
        double seconds = (System.nanoTime() - header.token()) / 1e9;
        health =
                new LinkHealth(
                        OptionalDouble.of(seconds),
                        header.lastSequence(),
                        header.lastTimeMicros() / 1e6);
    }

    private void probe() {
        try {
            while (!closing.await(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - lastHeard > SILENCE_LIMIT.toNanos()) {
                    lose("the other side has been silent for " + SILENCE_LIMIT.toSeconds() + " s");
                    return;
                }
                frames.writeBare(FrameType.PING, hello, System.nanoTime(), 0);
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lose(String cause) {
        if (end(cause)) {
            watcher.lost(cause);
        }
    }

    private boolean end(String cause) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        closing.countDown();
        credits.end(cause);
        lanes.close();
        try {
            frames.close();
        } catch (IOException e) {
            // The line is being given up: how it went makes no difference.
        }
        asked.values().forEach(answer -> answer.completeExceptionally(new IOException(cause)));
        return true;
    }

    @Override
    public void close() {
        end("the link was closed");
    }
}
