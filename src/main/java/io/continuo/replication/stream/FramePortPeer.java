package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One sender let in through a {@link FramePort}. */
final class FramePortPeer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FramePortPeer.class);

    /** A sender has so long to say who it is. */
    private static final Duration HELLO_LIMIT = Duration.ofSeconds(10);

    /** Body bytes a sender may have under way. */
    private static final int WINDOW_FRAMES = 16;

    /** Answers a sender may wait for at once. */
    private static final int MOST_ASKS = 16;

    /** What may wait here: the window, overdrawn by a frame, and one to spare. */
    private static final long MOST_WAITING =
            WINDOW_FRAMES * (long) FrameHeader.MAX_PAYLOAD + 2L * FrameHeader.MAX_BODY;

    private final FrameChannel frames;
    private final FrameLink.Dialer inside;
    private final Map<Long, FramePortPeer> links;
    private final Ordered ordered = new Ordered(this::passedOn, System::nanoTime);
    private final Set<FrameChannel> further = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Position> toAcknowledge = new AtomicReference<>();
    private final AtomicReference<Position> toSayKept = new AtomicReference<>();
    private final Semaphore asks = new Semaphore(MOST_ASKS);
    private final BlockingQueue<Optional<Frame>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean introduced;
    private volatile Hello hello;
    private volatile Thread acknowledger;

    /**
     * @param links those of this port by their tokens, for further connections to find
     */
    FramePortPeer(FrameChannel frames, FrameLink.Dialer inside, Map<Long, FramePortPeer> links) {
        this.frames = frames;
        this.inside = inside;
        this.links = links;
    }

    /** Serves the sender until either side ends. */
    void serve() {
        String peer = frames.peer();
        Thread.ofVirtual().name("data-port-hello").start(this::endUnlessIntroduced);
        try {
            introduced();
        } catch (DamagedFrameException e) {
            LOG.warn("Data port: {} sent no frames of ours: {}", peer, e.getMessage());
        } catch (EOFException e) {
            LOG.debug("Data port: {} is gone", peer);
        } catch (IOException e) {
            LOG.info("Data port: {} is gone: {}", peer, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endUnlessIntroduced() {
        LockSupport.parkNanos(HELLO_LIMIT.toNanos());
        if (!introduced) {
            close();
        }
    }

    private void introduced() throws IOException, InterruptedException {
        try (Frame frame = frames.read()) {
            introduced = true;
            switch (frame.header().type()) {
                case HELLO -> serve(frames.readJson(frame, Hello.class));
                case JOIN -> join(frame.header());
                default -> throw new DamagedFrameException("it did not say who it is");
            }
        }
    }

    /** This is one more connection of a link; lives as long as that. */
    private void join(FrameHeader header) throws IOException {
        FramePortPeer link = links.get(header.token());
        if (link == null || !link.hello.streamId().equals(header.streamId())) {
            throw new DamagedFrameException("it joins a link that is not there");
        }
        try {
            frames.demand(role(link.hello));
        } catch (ContinuoException e) {
            LOG.warn("Data port: {} was refused: {}", frames.peer(), e.problem().cause());
            return;
        }
        link.readFrom(frames);
    }

    private void readFrom(FrameChannel lane) throws IOException {
        try {
            if (further.add(lane) && further.size() >= Lanes.MOST) {
                throw new DamagedFrameException("it has more connections than a link may have");
            }
            while (!closed.get()) {
                Frame frame = lane.read();
                if (frame.header().type() != FrameType.DATA) {
                    frame.close();
                    throw new DamagedFrameException(
                            "a further connection does not say " + frame.header().type());
                }
                arrived(frame);
            }
        } finally {
            close();
        }
    }

    private static ComponentRole role(Hello hello) {
        return hello.masterTarget().isEmpty() ? ComponentRole.PROCESS_SERVER : ComponentRole.AGENT;
    }

    private void serve(Hello sender) throws IOException, InterruptedException {
        hello = sender;
        FrameLink link;
        try {
            frames.demand(role(hello));
            link = inside.dial(hello, new Upstream(hello));
        } catch (ContinuoException e) {
            LOG.warn("Data port: {} was refused: {}", frames.peer(), e.problem().cause());
            frames.writeJson(FrameType.FAULT, hello, e.problem());
            return;
        } catch (IOException e) {
            frames.writeJson(FrameType.FAULT, hello, unreachable(hello, e));
            return;
        }
        long token = newToken();
        links.put(token, this);
        try (link) {
            frames.writeBytes(FrameType.WELCOME, hello, token, frames.json(link.welcome()));
            for (int i = 0; i < WINDOW_FRAMES; i++) {
                frames.writeBare(FrameType.CREDIT, hello, 0, FrameHeader.MAX_PAYLOAD);
            }
            acknowledger =
                    Thread.ofVirtual()
                            .name("data-port-ack-" + hello.machine())
                            .start(() -> acknowledge(hello));
            Thread.ofVirtual()
                    .name("data-port-on-" + hello.machine())
                    .start(() -> passOn(hello, link));
            while (true) {
                take(hello, frames.read(), link);
            }
        } finally {
            links.remove(token);
            waiting.add(Optional.empty());
        }
    }

    /** Whoever knows it may send on this link. */
    private static long newToken() {
        SecureRandom random = new SecureRandom();
        long token = random.nextLong();
        while (token == 0) {
            token = random.nextLong();
        }
        return token;
    }

    /** Never waits for the way on: a sender that is held up still hears that the line is alive. */
    private void take(Hello hello, Frame frame, FrameLink link) throws IOException {
        FrameHeader header = frame.header();
        switch (header.type()) {
            case DATA -> arrived(frame);
            case HASH_ASK -> {
                count(frame);
                passedOn(frame);
            }
            case PING -> {
                frame.close();
                if (ordered.stands()) {
                    throw new IOException("one of its connections stands still");
                }
                pong(hello, header.token(), link.health());
            }
            case HELLO, WELCOME, ACK, KEPT, HASHES, PONG, FAULT, CREDIT, JOIN -> {
                frame.close();
                throw new DamagedFrameException("a sender does not say " + header.type());
            }
        }
    }

    private void arrived(Frame frame) throws DamagedFrameException {
        count(frame);
        ordered.offer(frame);
    }

    private void count(Frame frame) throws DamagedFrameException {
        if (waitingBytes.addAndGet(frame.header().bodyLength()) > MOST_WAITING) {
            frame.close();
            throw new DamagedFrameException("it sent more than it had credit for");
        }
    }

    private void passedOn(Frame frame) {
        waiting.add(Optional.of(frame));
    }

    private void passOn(Hello hello, FrameLink link) {
        try {
            for (Optional<Frame> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                Frame frame = next.get();
                FrameHeader header = frame.header();
                if (header.type() == FrameType.DATA) {
                    link.send(frame);
                    grant(hello, header.bodyLength());
                } else {
                    try (frame) {
                        answerLater(hello, frame, link);
                    }
                }
                waitingBytes.addAndGet(-header.bodyLength());
            }
        } catch (IOException e) {
            LOG.info("Data port: the way on from {} ends: {}", hello.machine(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Data port: the way on from {} stumbled", hello.machine(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            ordered.close();
            for (Optional<Frame> left = waiting.poll(); left != null; left = waiting.poll()) {
                left.ifPresent(Frame::close);
            }
        }
    }

    /** Changes go on arriving while the target reads; a sender that asks too much waits. */
    private void answerLater(Hello hello, Frame frame, FrameLink link)
            throws IOException, InterruptedException {
        HashAsk ask = frames.readJson(frame, HashAsk.class);
        long token = frame.header().token();
        asks.acquire();
        Thread.ofPlatform()
                .daemon()
                .name("data-port-hashes-" + hello.machine())
                .start(() -> {
                    try {
                        frames.writeBytes(FrameType.HASHES, hello, token, hashes(ask, link));
                    } catch (IOException e) {
                        close();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        asks.release();
                    }
                });
    }

    /** Nothing, where the target cannot read its replica: that is no reason to end the line. */
    private static byte[] hashes(HashAsk ask, FrameLink link) throws InterruptedException {
        try {
            return link.hashes(ask);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Hashes of {} cannot be had: {}", ask, e.getMessage());
            return new byte[0];
        }
    }

    private void grant(Hello hello, int bytes) throws IOException {
        for (int left = bytes; left > 0; left -= FrameHeader.MAX_PAYLOAD) {
            int part = Math.min(left, FrameHeader.MAX_PAYLOAD);
            frames.writeBare(FrameType.CREDIT, hello, 0, part);
        }
    }

    /** A pong also tells what waits here: bytes as last sequence, µs as last time. */
    private void pong(Hello hello, long token, LinkHealth health) throws IOException {
        frames.write(
                numbers(
                        FrameType.PONG,
                        hello.epoch(),
                        hello,
                        health.queuedBytes(),
                        (long) (health.queuedSeconds() * 1e6),
                        token),
                new byte[0]);
    }

    private void acknowledge(Hello hello) {
        try {
            while (!closed.get()) {
                Position kept = toSayKept.getAndSet(null);
                Position durable = toAcknowledge.getAndSet(null);
                if (kept == null && durable == null) {
                    LockSupport.park();
                }
                say(FrameType.KEPT, hello, kept);
                say(FrameType.ACK, hello, durable);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void say(FrameType what, Hello hello, Position position) throws IOException {
        if (position != null) {
            frames.write(
                    numbers(
                            what,
                            position.epoch(),
                            hello,
                            position.sequence(),
                            position.timeMicros(),
                            0),
                    new byte[0]);
        }
    }

    private static FrameHeader numbers(
            FrameType type, int epoch, Hello hello, long sequence, long micros, long token) {
        return new FrameHeader(
                type,
                PayloadCodec.RAW,
                hello.streamId(),
                epoch,
                0,
                0,
                sequence,
                0,
                micros,
                0,
                0,
                0,
                0,
                token);
    }

    private static Problem unreachable(Hello hello, IOException e) {
        return Problem.of(
                ErrorCode.LINK_LOST,
                "The process server cannot reach the master target of " + hello.machine() + ".",
                String.valueOf(e.getMessage()),
                "Check that the master target runs and that its data port can be reached.",
                hello.machine());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                frames.close();
            } catch (IOException e) {
                LOG.debug("Closing a sender's connection failed: {}", e.getMessage());
            }
            further.forEach(FramePortPeer::end);
            if (acknowledger != null) {
                LockSupport.unpark(acknowledger);
            }
        }
    }

    private static void end(FrameChannel lane) {
        try {
            lane.close();
        } catch (IOException e) {
            LOG.debug("Closing a further connection failed: {}", e.getMessage());
        }
    }

    /** What is told by the inside goes back to the sender. */
    private final class Upstream implements FrameLink.Watcher {
        private final Hello hello;

        Upstream(Hello hello) {
            this.hello = hello;
        }

        @Override
        public void durable(Position position) {
            toAcknowledge.set(position);
            LockSupport.unpark(acknowledger);
        }

        @Override
        public void kept(Position position) {
            toSayKept.set(position);
            LockSupport.unpark(acknowledger);
        }

        @Override
        public void lost(String cause) {
            LOG.info("The way on from {} is lost: {}", hello.machine(), cause);
            close();
        }
    }
}
