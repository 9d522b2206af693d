package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdProtocol;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever a client sends, it loses at most its own connection. */
class NbdHostileTest {
    private static final int SIZE = 2 << 20;
    private static final Duration HANDSHAKE = Duration.ofMillis(300);
    private static final int CONNECTIONS = 12;

    @TempDir Path directory;
    private NbdFixture fixture;

    @BeforeEach
    void start() throws IOException {
        NbdLimits limits =
                new NbdLimits(CONNECTIONS, HANDSHAKE, Duration.ofMillis(1), Duration.ofSeconds(1));
        fixture = new NbdFixture(directory, SIZE, limits);
    }

    /** The server still serves, leaks no chunk, and nothing was written. */
    @AfterEach
    void the_server_is_as_good_as_new() throws IOException {
        try (NbdClient client = fixture.connect()) {
            assertThat(client.read(0, SIZE)).containsOnly(0);
        }
        fixture.close();
        assertThat(fixture.pool.held()).isZero();
        assertThat(fixture.pool.privateHeld()).isZero();
    }

    private static void assertHungUp(RawClient client) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(client.hungUp()).isTrue());
    }

    @Test
    void garbage_instead_of_a_handshake_is_hung_up_on() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + random.nextInt(5000)];
            random.nextBytes(garbage);
            try (RawClient client = new RawClient(fixture.tcp)) {
                client.receive(18);
                client.send(ByteBuffer.allocate(garbage.length).put(garbage));
                client.end();
                assertHungUp(client);
            } catch (IOException e) {
                // Hung up while the garbage was still being sent.
            }
        }
    }

    @Test
    void a_handshake_that_stops_midway_is_hung_up_on_in_time() throws IOException {
        try (RawClient silent = new RawClient(fixture.tcp);
                RawClient half = RawClient.greeted(fixture.tcp)) {
            half.send(ByteBuffer.allocate(8).putLong(NbdProtocol.OPTION_MAGIC));
            assertHungUp(silent);
            assertHungUp(half);
        }
    }

    @Test
    void an_option_of_absurd_length_is_hung_up_on() throws IOException {
        for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20}) {
            try (RawClient client = RawClient.greeted(fixture.tcp)) {
                client.send(
                        ByteBuffer.allocate(16)
                                .putLong(NbdProtocol.OPTION_MAGIC)
                                .putInt(NbdProtocol.OPT_GO)
                                .putInt(length));
                assertHungUp(client);
            }
        }
    }

    @Test
    void unknown_and_malformed_options_are_refused_politely() throws IOException {
        byte[][] malformed = {
            {},
            {1},
            {0, 0, 0, 5, 1},
            {-1, -1, -1, -1, 0, 0},
            {0, 0, 0, 0, 0, 9},
            {0, 0, 0, 0, -1, -1, -1, -1}
        };
        try (RawClient client = RawClient.greeted(fixture.tcp)) {
            for (int type : new int[] {4, 5, 11, 99, -1}) {
                client.option(type, new byte[77]);
                assertThat(optionReply(client)).isEqualTo(NbdProtocol.REP_ERR_UNSUP);
            }
            client.option(NbdProtocol.OPT_STRUCTURED_REPLY, new byte[1]);
            assertThat(optionReply(client)).isEqualTo(NbdProtocol.REP_ERR_INVALID);
            client.option(NbdProtocol.OPT_LIST, new byte[1]);
            assertThat(optionReply(client)).isEqualTo(NbdProtocol.REP_ERR_INVALID);
            for (byte[] data : malformed) {
                for (int type :
                        new int[] {
                            NbdProtocol.OPT_GO,
                            NbdProtocol.OPT_INFO,
                            NbdProtocol.OPT_SET_META_CONTEXT,
                            NbdProtocol.OPT_LIST_META_CONTEXT
                        }) {
                    client.option(type, data);
                    assertThat(optionReply(client)).isEqualTo(NbdProtocol.REP_ERR_INVALID);
                }
            }
            client.option(NbdProtocol.OPT_ABORT, new byte[0]);
            assertThat(optionReply(client)).isEqualTo(NbdProtocol.REP_ACK);
            assertHungUp(client);
        }
    }

    private static int optionReply(RawClient client) throws IOException {
        ByteBuffer reply = client.receive(20);
        assertThat(reply.getLong()).isEqualTo(NbdProtocol.OPTION_REPLY_MAGIC);
        int type = reply.getInt(12);
        client.receive(reply.getInt(16));
        return type;
    }

    @Test
    void unknown_handshake_flags_are_hung_up_on() throws IOException {
        try (RawClient client = new RawClient(fixture.tcp)) {
            client.receive(18);
            client.send(ByteBuffer.allocate(4).putInt(0xff));
            assertHungUp(client);
        }
    }

    @Test
    void garbage_instead_of_a_request_is_hung_up_on() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[NbdProtocol.REQUEST_BYTES + random.nextInt(5000)];
            random.nextBytes(garbage);
            try (RawClient client = RawClient.attached(fixture.tcp, "disk", i % 2 == 0)) {
                client.send(ByteBuffer.allocate(garbage.length).put(garbage));
                assertHungUp(client);
            }
        }
    }

    @Test
    void absurd_ranges_get_an_error_and_the_connection_stays() throws IOException {
        long[] offsets = {-1, Long.MIN_VALUE, Long.MAX_VALUE, SIZE, SIZE + 1L, 1L << 40};
        try (RawClient client = RawClient.attached(fixture.tcp, "disk", false)) {
            long cookie = 0;
            for (long offset : offsets) {
                for (int length : new int[] {1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    client.request(0, NbdProtocol.CMD_READ, ++cookie, offset, length);
                    assertThat(client.simpleReply(cookie)).isEqualTo(NbdError.EINVAL.code());
                    client.request(0, NbdProtocol.CMD_WRITE_ZEROES, ++cookie, offset, length);
                    assertThat(client.simpleReply(cookie)).isEqualTo(NbdError.ENOSPC.code());
                    client.request(0, NbdProtocol.CMD_TRIM, ++cookie, offset, length);
                    assertThat(client.simpleReply(cookie)).isEqualTo(NbdError.ENOSPC.code());
                }
            }
        }
    }

    @Test
    void unknown_commands_and_flags_get_an_error() throws IOException {
        try (RawClient client = RawClient.attached(fixture.tcp, "disk", false)) {
            client.request(0, 8, 1, 0, 0);
            assertThat(client.simpleReply(1)).isEqualTo(NbdError.EINVAL.code());
            client.request(0, 0xffff, 2, 0, 0);
            assertThat(client.simpleReply(2)).isEqualTo(NbdError.EINVAL.code());
            client.request(0x8000, NbdProtocol.CMD_READ, 3, 0, 1);
            assertThat(client.simpleReply(3)).isEqualTo(NbdError.EINVAL.code());
            client.request(0, NbdProtocol.CMD_BLOCK_STATUS, 4, 0, 4096);
            assertThat(client.simpleReply(4)).isEqualTo(NbdError.EINVAL.code());
        }
    }

    @Test
    void a_write_beyond_the_end_has_its_payload_taken_and_is_refused() throws IOException {
        try (RawClient client = RawClient.attached(fixture.tcp, "disk", false)) {
            client.request(0, NbdProtocol.CMD_WRITE, 1, SIZE - 5, 3 << 20);
            client.send(ByteBuffer.allocate(3 << 20).put(new byte[3 << 20]));
            assertThat(client.simpleReply(1)).isEqualTo(NbdError.ENOSPC.code());
            client.request(0, NbdProtocol.CMD_FLUSH, 2, 0, 0);
            assertThat(client.simpleReply(2)).isZero();
        }
    }

    @Test
    void a_write_of_absurd_length_is_hung_up_on() throws IOException {
        for (int length : new int[] {-1, Integer.MAX_VALUE, (64 << 20) + 1}) {
            try (RawClient client = RawClient.attached(fixture.tcp, "disk", true)) {
                client.request(0, NbdProtocol.CMD_WRITE, 1, 0, length);
                assertHungUp(client);
            }
        }
    }

    @Test
    void a_write_that_never_completes_writes_nothing() throws IOException {
        for (int sent : new int[] {0, 1, 4095}) {
            try (RawClient client = RawClient.attached(fixture.tcp, "disk", true)) {
                client.request(0, NbdProtocol.CMD_WRITE, 1, 0, 4096);
                byte[] ones = new byte[sent];
                Arrays.fill(ones, (byte) 1);
                client.send(ByteBuffer.allocate(sent).put(ones));
                client.end();
                assertHungUp(client);
            }
        }
    }

    @Test
    void a_client_that_takes_no_replies_cannot_hold_up_the_removal_of_an_export()
            throws IOException {
        try (RawClient client = RawClient.attached(fixture.tcp, "disk", false)) {
            for (int i = 0; i < 64; i++) {
                client.request(0, NbdProtocol.CMD_READ, i, 0, SIZE);
            }
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThat(fixture.server.remove("disk")).isTrue());
        }
        fixture.server.add(FileExport.open("disk", fixture.image, false));
    }

    @Test
    void clients_beyond_the_bound_are_turned_away_until_others_leave() throws Exception {
        List<NbdClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(fixture.connect());
        }
        try (RawClient refused = new RawClient(fixture.tcp)) {
            assertHungUp(refused);
        }
        clients.forEach(NbdClient::close);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (fixture.server.attached("disk") > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        try (NbdClient client = connectWithin(deadline)) {
            assertThat(client.size()).isEqualTo(SIZE);
        }
    }

    private NbdClient connectWithin(long deadline) throws IOException {
        while (true) {
            try {
                return fixture.connect();
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    @Test
    void when_every_chunk_is_kept_writes_go_on_and_memory_stays_bounded() throws IOException {
        KeepingExport keeping = new KeepingExport();
        fixture.server.add(keeping);
        try (NbdClient client = NbdClient.connect(fixture.server.uri("keeping"))) {
            for (int i = 0; i < 40; i++) {
                client.write(0, ByteBuffer.allocate(1 << 20));
            }
        }
        assertThat(keeping.kept).hasSize(2 * fixture.pool.limit() + 1);
        assertThat(fixture.pool.privateHeld()).isLessThanOrEqualTo(fixture.pool.limit() + 1);
        fixture.server.remove("keeping");
        keeping.kept.forEach(Chunk::release);
    }

    /** Keeps the chunk of every write for as long as it may. */
    private static final class KeepingExport implements NbdExport {
        private final List<Chunk> kept = new ArrayList<>();

        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            target.position(target.limit());
        }

        @Override
        public void write(long offset, Chunk chunk, int position, int length, boolean fua) {
            if (chunk.tryRetain()) {
                kept.add(chunk);
            }
        }

        @Override
        public void zero(long offset, long length, boolean fua, boolean noHole) {}

        @Override
        public void trim(long offset, long length, boolean fua) {}

        @Override
        public void flush() {}
    }
}
