package io.continuo.replication.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.Json;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.replication.gateway.Gateway;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A line between roles in different processes, with a process server in between. */
@Timeout(60)
class TcpLinkTest {
    private static final UUID STREAM = UUID.randomUUID();

    private final FramePool pool = new FramePool();
    private final Sink sink = new Sink();
    private final Watcher watcher = new Watcher();
    private final List<AutoCloseable> open = new ArrayList<>();
    private FramePort targetPort;
    private FramePort gatewayPort;

    /** A target that keeps what it gets. */
    private static final class Sink implements ReplicaIntake, ReplicaIntake.Opener {
        final BlockingQueue<FrameHeader> frames = new LinkedBlockingQueue<>();
        volatile Consumer<Position> onDurable;
        volatile Problem refusal;
        volatile boolean closed;

        @Override
        public ReplicaIntake open(UUID streamId, int epoch, Consumer<Position> onDurable) {
            if (refusal != null) {
                throw refusal.toException();
            }
            this.onDurable = onDurable;
            return this;
        }

        @Override
        public Welcome welcome() {
            return new Welcome(new Position(3, 41, 5), new Position(3, 40, 4), true);
        }

        @Override
        public void append(Frame frame) {
            try (frame) {
                frames.add(frame.header());
            }
        }

        @Override
        public byte[] hashes(HashAsk ask) throws IOException {
            if (ask.disk() > 0) {
                throw new IOException("no such disk");
            }
            return (ask + " after " + frames.size()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Watcher implements FrameLink.Watcher {
        final BlockingQueue<Position> durable = new LinkedBlockingQueue<>();
        final BlockingQueue<String> lost = new LinkedBlockingQueue<>();

        @Override
        public void durable(Position position) {
            durable.add(position);
        }

        @Override
        public void lost(String cause) {
            lost.add(cause);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        targetPort =
                keep(
                        FramePort.open(
                                "127.0.0.1:0", IntakeLink.dialer(sink), pool, LineSecurity.NONE));
        Gateway gateway = new Gateway(address -> line(address), 4 << 20);
        open.add(gateway);
        gatewayPort = keep(FramePort.open("127.0.0.1:0", gateway, pool, LineSecurity.NONE));
    }

    private TcpDialer line(String address) {
        return new TcpDialer(address, pool, LineSecurity.NONE, ComponentRole.PROCESS_SERVER);
    }

    private <T extends java.io.Closeable> T keep(T part) {
        open.add(part::close);
        return part;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open.reversed()) {
            part.close();
        }
    }

    private Hello hello() throws IOException {
        return new Hello(STREAM, 4, "web-01", "127.0.0.1:" + targetPort.port());
    }

    private FrameLink dial() throws Exception {
        FrameLink link = line("127.0.0.1:" + gatewayPort.port()).dial(hello(), watcher);
        open.add(link);
        return link;
    }

    private Frame frame(long sequence, int payload) {
        byte[] body = pool.acquire(ChangeRecord.BYTES + payload);
        new Random(sequence).nextBytes(body);
        new ChangeRecord(0, RecordType.WRITE, 0, payload, 0, 7, 0, payload).encode(body, 0);
        int length = ChangeRecord.BYTES + payload;
        return pool.frame(
                new FrameHeader(
                        FrameType.DATA,
                        PayloadCodec.RAW,
                        STREAM,
                        4,
                        1,
                        sequence,
                        sequence,
                        7,
                        7,
                        payload,
                        length,
                        FrameChannel.crc(body, length),
                        0,
                        0),
                body);
    }

    @Test
    void frames_arrive_in_order_through_a_process_server() throws Exception {
        FrameLink link = dial();
        assertThat(link.welcome()).isEqualTo(sink.welcome());
        for (int i = 0; i < 100; i++) {
            link.send(frame(42 + i, i % 10 == 0 ? 1 << 20 : 3000));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(sink.frames.poll(10, TimeUnit.SECONDS).firstSequence()).isEqualTo(42 + i);
        }
    }

    @Test
    void many_large_frames_take_four_connections_and_arrive_in_order() throws Exception {
        Counted counted = new Counted();
        FramePort port =
                keep(FramePort.open("127.0.0.1:0", IntakeLink.dialer(sink), pool, counted));
        FrameLink link =
                line("127.0.0.1:" + port.port()).dial(new Hello(STREAM, 4, "web-01", ""), watcher);
        open.add(link);
        Random random = new Random(3);
        int sent = 0;
        while (counted.sockets.size() < Lanes.MOST || sent < 200) {
            assertThat(sent).as("frames before there are four connections").isLessThan(5000);
            link.send(frame(42 + sent++, random.nextInt(1 << (10 + random.nextInt(11)))));
        }
        for (int i = 0; i < sent; i++) {
            FrameHeader header = sink.frames.poll(10, TimeUnit.SECONDS);
            assertThat(header.firstSequence()).isEqualTo(42 + i);
            assertThat(header.token()).isZero();
        }
        counted.sockets.getLast().close();
        for (int i = 0; watcher.lost.isEmpty(); i++) {
            assertThat(i).as("frames after a connection broke").isLessThan(5000);
            sendAnyway(link, frame(42 + sent++, 1 << 20));
        }
        assertThat(counted.sockets).hasSize(Lanes.MOST);
    }

    private static void sendAnyway(FrameLink link, Frame frame) throws InterruptedException {
        try {
            link.send(frame);
        } catch (IOException e) {
            // The link is being lost, which its watcher is told.
        }
    }

    /** Remembers the connections it was asked about. */
    private static final class Counted implements LineSecurity {
        final List<Socket> sockets = new CopyOnWriteArrayList<>();

        @Override
        public Wire dialled(Socket socket) throws IOException {
            return NONE.dialled(socket);
        }

        @Override
        public Wire accepted(Socket socket) throws IOException {
            sockets.add(socket);
            return NONE.accepted(socket);
        }
    }

    @Test
    void who_joins_a_link_that_is_not_there_is_sent_away() throws Exception {
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), targetPort.port())) {
            byte[] header = new byte[FrameHeader.BYTES];
            new FrameHeader(
                            FrameType.JOIN,
                            PayloadCodec.RAW,
                            STREAM,
                            4,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            77)
                    .encode(header, 0);
            stranger.getOutputStream().write(header);
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void what_is_durable_is_told_back() throws Exception {
        dial();
        sink.onDurable.accept(new Position(4, 50, 99));
        assertThat(watcher.durable.poll(10, TimeUnit.SECONDS)).isEqualTo(new Position(4, 50, 99));
    }

    @Test
    void hashes_can_be_asked_while_frames_travel() throws Exception {
        FrameLink link = dial();
        link.send(frame(42, 100));
        while (sink.frames.isEmpty()) {
            Thread.onSpinWait();
        }
        HashAsk range = HashAsk.range(0, 65536, 131072);
        HashAsk pieces = HashAsk.pieces(0, List.of(65536L, 1L << 40), new byte[Leaves.KEY_BYTES]);
        for (HashAsk ask : List.of(range, pieces)) {
            assertThat(new String(link.hashes(ask), StandardCharsets.UTF_8))
                    .isEqualTo(ask + " after 1");
        }
    }

    @Test
    void a_welcome_without_a_word_on_pieces_offers_none() throws Exception {
        String older =
                "{\"durable\":{\"epoch\":3,\"sequence\":41,\"timeMicros\":5},"
                        + "\"consistent\":{\"epoch\":3,\"sequence\":40,\"timeMicros\":4},"
                        + "\"insideEpoch\":true}";
        assertThat(Json.mapper().readValue(older, Welcome.class))
                .isEqualTo(new Welcome(new Position(3, 41, 5), new Position(3, 40, 4), true));
    }

    @Test
    void hashes_that_cannot_be_had_do_not_end_the_line() throws Exception {
        FrameLink link = dial();
        assertThatThrownBy(() -> link.hashes(HashAsk.range(1, 0, 65536)))
                .isInstanceOf(IOException.class);
        assertThat(link.hashes(HashAsk.range(0, 0, 65536))).isNotEmpty();
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        sink.refusal =
                Problem.of(ErrorCode.MACHINE_UNKNOWN, "No such stream.", "Why.", "What to do.");
        assertThatThrownBy(this::dial)
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> assertThat(e.problem()).isEqualTo(sink.refusal));
    }

    @Test
    void losing_the_target_is_told_to_the_sender() throws Exception {
        dial();
        targetPort.close();
        assertThat(watcher.lost.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void an_ended_line_ends_at_the_target_too() throws Exception {
        dial().close();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!sink.closed) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(watcher.lost).as("who closes is not told").isEmpty();
    }

    @Test
    void garbage_is_hung_up_on_and_others_go_on() throws Exception {
        FrameLink link = dial();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gatewayPort.port())) {
            byte[] garbage = new byte[500];
            new Random(1).nextBytes(garbage);
            socket.getOutputStream().write(garbage);
            assertEnded(socket.getInputStream());
        }
        link.send(frame(42, 100));
        assertThat(sink.frames.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    private static void assertEnded(InputStream in) {
        try {
            assertThat(in.read()).isNegative();
        } catch (IOException e) {
            // Reset: hung up on, too.
        }
    }

    @Test
    void a_damaged_body_ends_the_line_and_is_not_believed() throws Exception {
        FrameLink link = dial();
        Frame frame = frame(42, 1000);
        frame.body()[500] ^= 1;
        link.send(frame);
        assertThat(watcher.lost.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(sink.frames).isEmpty();
    }

    @Test
    void a_taken_port_is_told_with_its_address() throws Exception {
        String address = "127.0.0.1:" + targetPort.port();
        assertThatThrownBy(() ->
                        FramePort.open(address, IntakeLink.dialer(sink), pool, LineSecurity.NONE))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.PORT_IN_USE);
                            assertThat(e.problem().refs()).contains(address);
                        });
    }

    @Test
    void a_silent_peer_is_given_up() throws Exception {
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket accepted = deaf.accept()) {
                            accepted.getInputStream().read(new byte[4096]);
                            FrameChannelTestAccess.welcome(accepted, hello(), sink.welcome());
                            Thread.sleep(30_000);
                        } catch (IOException | InterruptedException e) {
                            return;
                        }
                    });
            FrameLink link = line("127.0.0.1:" + deaf.getLocalPort()).dial(hello(), watcher);
            open.add(link);
            assertThat(watcher.lost.poll(20, TimeUnit.SECONDS)).contains("silent");
        }
    }
}
