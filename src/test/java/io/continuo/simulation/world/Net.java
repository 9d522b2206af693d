package io.continuo.simulation.world;

import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;
import io.continuo.simulation.engine.Simulation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A line between two processes: late, cut, or dead on one side only. What travels is copied, as a
 * wire does.
 */
final class Net {
    private static final long MS = 1_000_000;

    /** Body bytes a sender may have under way. */
    private static final long WINDOW = 4 << 20;

    /** A side that hears nothing for so long gives the line up. */
    private static final long SILENCE = 4_000 * MS;

    private final Simulation sim;
    private final String name;
    private final Supplier<Simulation.Host> server;
    private final Supplier<FrameLink.Dialer> inside;
    private final Random random;
    private final List<Connection> connections = new ArrayList<>();
    private boolean partitioned;
    private long delay = MS / 5;
    private long asked;

    /**
     * @param server the process at the far end, while it runs
     * @param inside what it does with who dials it
     */
    Net(
            Simulation sim,
            String name,
            Supplier<Simulation.Host> server,
            Supplier<FrameLink.Dialer> inside) {
        this.sim = sim;
        this.name = name;
        this.server = server;
        this.inside = inside;
        this.random = new Random(sim.random().nextLong());
    }

    /** Bytes whose hashes were asked for. */
    long askedBytes() {
        return asked;
    }

    /** Nothing passes; what is under way waits. */
    void partition(boolean cut) {
        partitioned = cut;
        connections.forEach(Connection::wakeAll);
    }

    void delay(long nanos) {
        delay = nanos;
    }

    /** Every connection breaks; a side may be slow to see it, or never see it. */
    void drop() {
        for (Connection open : List.copyOf(connections)) {
            int kind = random.nextInt(4);
            if (kind != 1) {
                open.clientSees("the connection was reset");
            }
            if (kind != 2) {
                open.serverSees();
            }
            // Half open: the other side learns of it by silence, or when somebody dials anew.
            open.broken = true;
        }
    }

    /** A process died: the system at its end hangs up for it. */
    void died(Simulation.Host host) {
        for (Connection open : List.copyOf(connections)) {
            if (open.clientHost == host) {
                // Behind what was sent: that arrives still.
                open.close();
            }
            if (open.serverHost == host) {
                open.clientSees("the other side is gone");
            }
        }
    }

    FrameLink.Dialer dialer() {
        return this::dial;
    }

    private FrameLink dial(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        Simulation.Host host = server.get();
        sim.pause(delay);
        if (partitioned) {
            sim.sleep(1_000 * MS);
        }
        if (partitioned || host == null || host.dead() || inside.get() == null) {
            throw new IOException(name + ": connection refused");
        }
        Connection connection = new Connection(hello, watcher, sim.here(), host);
        connections.add(connection);
        return connection.open();
    }

    private sealed interface Message {
        record Data(Frame frame, long bytes) implements Message {}

        record Ask(Answer answer, HashAsk ask) implements Message {}

        record Close() implements Message {}
    }

    private static final class Answer {
        byte[] hashes;
        String failure;
        Thread asker;
    }

    /** What the far end tells. */
    private record Word(Position position, boolean durable) {}

    private record Timed<T>(long at, T item) {}

    private final class Connection implements FrameLink {
        private final Hello hello;
        private final Watcher watcher;
        private final Simulation.Host clientHost;
        private final Simulation.Host serverHost;
        private final ArrayDeque<Timed<Message>> toServer = new ArrayDeque<>();
        private final ArrayDeque<Timed<Word>> toClient = new ArrayDeque<>();
        private final Map<Thread, Boolean> sleepers = new HashMap<>();
        private Welcome welcome;
        private Throwable refused;
        private FrameLink target;
        private boolean broken;
        private String clientEnd;
        private boolean serverEnd;
        private boolean told;
        private long underWay;

        Connection(Hello hello, Watcher watcher, Simulation.Host client, Simulation.Host server) {
            this.hello = hello;
            this.watcher = watcher;
            this.clientHost = client;
            this.serverHost = server;
        }

        FrameLink open() throws IOException, InterruptedException {
            sim.thread(serverHost, name + "-serve", this::serve).start();
            long until = sim.nanos() + SILENCE;
            while (welcome == null && refused == null && clientEnd == null) {
                if (sim.nanos() > until) {
                    clientEnd = "nobody answers";
                    serverSees();
                }
                rest(SILENCE);
                if (Thread.interrupted()) {
                    close();
                    throw new InterruptedException();
                }
            }
            if (refused instanceof RuntimeException e) {
                throw e;
            }
            if (refused != null || clientEnd != null) {
                throw new IOException(refused == null ? clientEnd : refused.getMessage());
            }
            sim.pause(delay);
            sim.thread(clientHost, name + "-listen", this::listen).start();
            return this;
        }

        // --- the far end

        private void serve() {
            sim.pause(delay);
            try {
                target = inside.get().dial(hello, new Far());
            } catch (IOException | RuntimeException e) {
                refused = e;
                end();
                return;
            } catch (InterruptedException e) {
                end();
                return;
            }
            welcome = target.welcome();
            wakeAll();
            try {
                while (!serverEnd) {
                    Message next = arrived(toServer);
                    switch (next) {
                        case Message.Data(Frame frame, long bytes) -> {
                            target.send(frame);
                            underWay -= bytes;
                            wakeAll();
                        }
                        case Message.Ask ask ->
                                sim.thread(serverHost, name + "-hashes", () -> answer(ask)).start();
                        case Message.Close close -> serverEnd = true;
                        case null -> rest(SILENCE);
                    }
                }
            } catch (IOException | RuntimeException e) {
                clientSees(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                clientSees("interrupted");
            }
            target.close();
            end();
        }

        private void answer(Message.Ask ask) {
            try {
                ask.answer().hashes = target.hashes(ask.ask());
            } catch (IOException | InterruptedException | RuntimeException e) {
                ask.answer().failure = String.valueOf(e.getMessage());
            }
            LockSupport.unpark(ask.answer().asker);
        }

        private void end() {
            serverEnd = true;
            connections.remove(this);
            wakeAll();
        }

        private final class Far implements Watcher {
            @Override
            public void durable(Position position) {
                tell(new Word(position, true));
            }

            @Override
            public void kept(Position position) {
                tell(new Word(position, false));
            }

            private void tell(Word word) {
                toClient.add(new Timed<>(sim.nanos() + late(), word));
                wakeAll();
            }

            @Override
            public void lost(String cause) {
                serverEnd = true;
                clientSees(cause);
            }
        }

        // --- the near end

        private void listen() {
            long heard = sim.nanos();
            while (clientEnd == null) {
                Word next = arrived(toClient);
                if (next != null) {
                    if (next.durable()) {
                        watcher.durable(next.position());
                    } else {
                        watcher.kept(next.position());
                    }
                    heard = sim.nanos();
                } else {
                    if (!partitioned && !broken) {
                        heard = sim.nanos();
                    }
                    if (sim.nanos() - heard > SILENCE) {
                        clientEnd = "nothing was heard for too long";
                    } else {
                        rest(SILENCE / 4);
                    }
                }
            }
            wakeAll();
            if (!told) {
                told = true;
                watcher.lost(clientEnd);
            }
        }

        @Override
        public Welcome welcome() {
            return welcome;
        }

        @Override
        public void send(Frame frame) throws IOException, InterruptedException {
            long bytes = frame.header().bodyLength();
            Frame copy;
            try (frame) {
                copy =
                        new Frame(
                                frame.header(),
                                Arrays.copyOf(frame.body(), (int) bytes + Frame.TAIL_ROOM),
                                () -> {});
            }
            while (underWay > WINDOW && clientEnd == null) {
                rest(SILENCE);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (clientEnd != null) {
                throw new IOException(clientEnd);
            }
            underWay += bytes;
            toServer.add(new Timed<>(sim.nanos() + late(), new Message.Data(copy, bytes)));
            wakeAll();
        }

        @Override
        public byte[] hashes(HashAsk ask) throws IOException, InterruptedException {
            asked += ask.length();
            Answer answer = new Answer();
            answer.asker = Thread.currentThread();
            toServer.add(new Timed<>(sim.nanos() + late(), new Message.Ask(answer, ask)));
            wakeAll();
            while (answer.hashes == null && answer.failure == null && clientEnd == null) {
                rest(SILENCE);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            sim.pause(delay);
            if (answer.hashes == null) {
                throw new IOException(answer.failure == null ? clientEnd : answer.failure);
            }
            return answer.hashes;
        }

        @Override
        public LinkHealth health() {
            return new LinkHealth(OptionalDouble.of(2 * delay / 1e9), 0, 0);
        }

        /** What was sent before may still arrive, also after the next connection was made. */
        @Override
        public void close() {
            told = true;
            if (clientEnd == null) {
                clientEnd = "closed";
            }
            toServer.add(new Timed<>(sim.nanos() + late(), new Message.Close()));
            wakeAll();
        }

        // --- both

        private long late() {
            return delay + random.nextInt((int) (MS / 2));
        }

        private <T> T arrived(ArrayDeque<Timed<T>> queue) {
            Timed<T> first = queue.peek();
            if (first == null || partitioned || first.at() > sim.nanos()) {
                return null;
            }
            return queue.poll().item();
        }

        /** Until something arrives, ends, or is to be looked at again. */
        private void rest(long most) {
            long until = sim.nanos() + most;
            if (!partitioned) {
                for (var queue : List.of(toServer, toClient)) {
                    Timed<?> first = queue.peek();
                    if (first != null && first.at() > sim.nanos()) {
                        until = Math.min(until, first.at());
                    }
                }
            }
            sleepers.put(Thread.currentThread(), true);
            sim.parkNanos(Math.max(1, until - sim.nanos()));
            sleepers.remove(Thread.currentThread());
        }

        private void wakeAll() {
            sleepers.keySet().stream()
                    .sorted(java.util.Comparator.comparingLong(Thread::threadId))
                    .forEach(LockSupport::unpark);
        }

        private void clientSees(String cause) {
            if (clientEnd == null) {
                clientEnd = cause;
            }
            wakeAll();
        }

        private void serverSees() {
            serverEnd = true;
            if (target != null && !serverHost.dead()) {
                sim.thread(serverHost, name + "-hangup", target::close).start();
            }
            wakeAll();
        }
    }
}
