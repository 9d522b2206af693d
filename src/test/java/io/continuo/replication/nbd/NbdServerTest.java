package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.error.ContinuoException;
import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.client.nbd.NbdExtent;
import io.continuo.client.nbd.NbdProtocol;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

class NbdServerTest {
    private static final int SIZE = 8 << 20;

    @TempDir Path directory;
    private NbdFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new NbdFixture(directory, SIZE);
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    private static ByteBuffer bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Test
    void what_was_written_is_read_back_and_is_in_the_file() throws IOException {
        ByteBuffer data = bytes(3 << 20, 1);
        try (NbdClient client = fixture.connect()) {
            client.write(12_345, data.duplicate(), true);
            assertThat(client.read(12_345, data.capacity())).isEqualTo(data.array());
            client.flush();
        }
        byte[] file = Files.readAllBytes(fixture.image);
        assertThat(Arrays.copyOfRange(file, 12_345, 12_345 + data.capacity()))
                .isEqualTo(data.array());
    }

    @Test
    void a_client_over_tcp_sees_the_same_disk() throws IOException {
        try (NbdClient one = fixture.connect();
                NbdClient other = NbdClient.connect(NbdUri.parse(fixture.tcpUri()))) {
            one.write(4096, bytes(4096, 2));
            assertThat(other.read(4096, 4096)).isEqualTo(bytes(4096, 2).array());
            assertThat(other.size()).isEqualTo(SIZE);
            assertThat(fixture.server.attached("disk")).isEqualTo(2);
        }
    }

    @Test
    void zeroed_and_trimmed_ranges_read_as_zeros_and_show_as_holes() throws IOException {
        try (NbdClient client = fixture.connect()) {
            client.write(0, bytes(1 << 20, 3));
            client.zero(4096, 8192, true);
            client.trim(65536, 65536);
            assertThat(client.read(4096, 8192)).containsOnly(0);
            assertThat(client.read(65536, 65536)).containsOnly(0);
            assertThat(client.blockStatus(0, SIZE))
                    .containsExactly(
                            new NbdExtent(0, 4096, false, false),
                            new NbdExtent(4096, 8192, true, true),
                            new NbdExtent(12288, 53248, false, false),
                            new NbdExtent(65536, 65536, true, true),
                            new NbdExtent(131072, (1 << 20) - 131072, false, false),
                            new NbdExtent(1 << 20, SIZE - (1 << 20), true, true));
            client.cache(0, SIZE);
        }
    }

    @Test
    void requests_beyond_the_end_are_refused_and_the_connection_stays() throws IOException {
        try (NbdClient client = fixture.connect()) {
            assertThatThrownBy(() -> client.read(SIZE - 1, 2))
                    .isInstanceOfSatisfying(
                            NbdException.class,
                            e -> assertThat(e.error()).isEqualTo(NbdError.EINVAL));
            assertThatThrownBy(() -> client.write(SIZE - 1, bytes(2, 4)))
                    .isInstanceOfSatisfying(
                            NbdException.class,
                            e -> assertThat(e.error()).isEqualTo(NbdError.ENOSPC))
                    .hasMessageContaining("beyond the end");
            client.write(SIZE - 1, bytes(1, 4));
            assertThat(client.read(SIZE - 1, 1)).isEqualTo(bytes(1, 4).array());
        }
    }

    @Test
    void a_read_only_export_refuses_every_change() throws IOException {
        try (FileExport export = FileExport.open("frozen", fixture.image, true)) {
            fixture.server.add(export);
            try (NbdClient client = NbdClient.connect(fixture.server.uri("frozen"))) {
                assertThat(client.readOnly()).isTrue();
                for (Change change :
                        List.<Change>of(
                                c -> c.write(0, bytes(10, 5)),
                                c -> c.write(0, bytes(3 << 20, 5)),
                                c -> c.zero(0, 10, false),
                                c -> c.trim(0, 10))) {
                    assertThatThrownBy(() -> change.on(client))
                            .isInstanceOfSatisfying(
                                    NbdException.class,
                                    e -> assertThat(e.error()).isEqualTo(NbdError.EPERM));
                }
                assertThat(client.read(0, 100)).containsOnly(0);
            }
            fixture.server.remove("frozen");
        }
    }

    private interface Change {
        void on(NbdClient client) throws IOException;
    }

    @Test
    void an_unknown_export_is_refused_by_name() {
        assertThatIOException()
                .isThrownBy(() -> NbdClient.connect(fixture.server.uri("nothing")))
                .withMessageContaining("no such export");
    }

    @Test
    void the_only_export_answers_to_the_empty_name_and_any_name_works() throws IOException {
        try (NbdClient client = NbdClient.connect(fixture.server.uri(""))) {
            assertThat(client.size()).isEqualTo(SIZE);
        }
        String odd = "磁碟 /%?# \u0001";
        try (FileExport export = FileExport.open(odd, fixture.image, false)) {
            fixture.server.add(export);
            try (NbdClient client = NbdClient.connect(fixture.server.uri(odd))) {
                assertThat(client.size()).isEqualTo(SIZE);
            }
            assertThatIOException().isThrownBy(() -> NbdClient.connect(fixture.server.uri("")));
            fixture.server.remove(odd);
        }
    }

    @Test
    void removing_an_export_hangs_up_on_its_clients_and_leaves_others_alone() throws Exception {
        try (FileExport export = FileExport.open("other", fixture.image, false)) {
            fixture.server.add(export);
            try (NbdClient stays = fixture.connect();
                    NbdClient goes = NbdClient.connect(fixture.server.uri("other"))) {
                goes.write(0, bytes(4096, 6));
                assertThat(fixture.server.remove("other")).isTrue();
                assertThat(fixture.server.remove("other")).isFalse();
                assertThatIOException().isThrownBy(() -> goes.read(0, 1));
                assertThat(stays.read(0, 4096)).isEqualTo(bytes(4096, 6).array());
            }
        }
    }

    @Test
    void removing_an_export_waits_for_a_write_in_flight_and_answers_it() throws Exception {
        SlowExport slow = new SlowExport();
        fixture.server.add(slow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                NbdClient client = NbdClient.connect(fixture.server.uri("slow"))) {
            Future<?> write =
                    threads.submit(
                            (Callable<Void>)
                                    () -> {
                                        client.write(0, bytes(10, 7));
                                        return null;
                                    });
            assertThat(slow.entered.await(20, TimeUnit.SECONDS)).isTrue();
            Future<Boolean> removal = threads.submit(() -> fixture.server.remove("slow"));
            assertThat(removal.isDone()).isFalse();
            slow.proceed.countDown();
            write.get(20, TimeUnit.SECONDS);
            assertThat(removal.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(slow.peers).hasSize(2).allMatch(peer -> peer.equals(slow.peers.getFirst()));
        }
    }

    @Test
    void a_failing_export_answers_eio_and_goes_on() throws IOException {
        SlowExport failing = new SlowExport();
        failing.proceed.countDown();
        fixture.server.add(failing);
        try (NbdClient client = NbdClient.connect(fixture.server.uri("slow"))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.read(0, 10))
                        .isInstanceOfSatisfying(
                                NbdException.class,
                                e -> assertThat(e.error()).isEqualTo(NbdError.EIO));
            }
            client.write(0, bytes(10, 8));
        }
    }

    @Test
    void a_dead_servers_socket_file_is_replaced_and_a_living_ones_refused() throws IOException {
        Path socket = directory.resolve("stale.sock");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        fixture.server.listen(socket);
        try (NbdServer second = new NbdServer(fixture.pool, NbdLimits.DEFAULT)) {
            assertThatThrownBy(() -> second.listen(socket))
                    .isInstanceOf(ContinuoException.class)
                    .hasMessageContaining("PORT_IN_USE");
            assertThatThrownBy(() -> second.listen(fixture.tcp))
                    .isInstanceOf(ContinuoException.class);
            assertThatThrownBy(() -> second.listen(fixture.image))
                    .isInstanceOf(ContinuoException.class);
        }
        assertThat(fixture.image).exists();
    }

    @Test
    void four_connections_write_side_by_side_and_a_flush_covers_all() throws Exception {
        List<Future<Void>> writers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                int stripe = i;
                writers.add(threads.submit(() -> writeStripe(stripe)));
            }
            for (Future<Void> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }
        byte[] file = Files.readAllBytes(fixture.image);
        for (int block = 0; block < SIZE / 4096; block++) {
            assertThat(Arrays.copyOfRange(file, block * 4096, (block + 1) * 4096))
                    .isEqualTo(bytes(4096, block).array());
        }
    }

    private Void writeStripe(int stripe) throws IOException {
        try (NbdClient client = fixture.connect()) {
            for (int block = stripe; block < SIZE / 4096; block += 4) {
                client.write(block * 4096L, bytes(4096, block));
            }
            client.flush();
        }
        return null;
    }

    @Test
    void closing_the_server_frees_every_chunk_and_removes_its_socket_file() throws IOException {
        try (NbdClient client = fixture.connect()) {
            client.write(0, bytes(4096, 9));
            fixture.server.close();
            assertThatIOException().isThrownBy(client::flush);
        }
        assertThat(fixture.pool.held()).isZero();
        assertThat(directory.resolve("nbd.sock")).doesNotExist();
    }

    @Test
    void cold_reads_are_fetched_side_by_side_and_every_one_is_answered() throws Exception {
        ColdExport export = new ColdExport();
        fixture.server.add(export);
        try (RawClient client = RawClient.attached(fixture.tcp, "cold", false)) {
            ByteBuffer requests = ByteBuffer.allocate(100 * NbdProtocol.REQUEST_BYTES);
            for (int i = 0; i < 100; i++) {
                requests.putInt(NbdProtocol.REQUEST_MAGIC).putInt(NbdProtocol.CMD_READ);
                requests.putLong(i).putLong(i).putInt(1);
            }
            client.send(requests);
            boolean[] answered = new boolean[100];
            for (int i = 0; i < 100; i++) {
                ByteBuffer reply = client.receive(NbdProtocol.SIMPLE_REPLY_BYTES);
                int offset = (int) reply.getLong(8);
                boolean failed = reply.getInt(4) != 0;
                assertThat(failed).isEqualTo(offset % 10 == 7 || offset % 10 == 8);
                assertThat(answered[offset]).isFalse();
                answered[offset] = true;
                if (!failed) {
                    assertThat(client.receive(1).get()).isEqualTo((byte) offset);
                }
            }
        }
        assertThat(export.asked).isGreaterThan(export.waited);
        assertThat(export.mostAtOnce).isGreaterThan(10);
    }

    /** Has the data of even offsets only when waited for; some reads fail. */
    private static final class ColdExport extends SlowExport {
        private int asked;
        private int waited;
        private int pending;
        private int mostAtOnce;

        @Override
        public String name() {
            return "cold";
        }

        @Override
        public boolean readNow(long offset, ByteBuffer target) throws IOException {
            asked++;
            if (offset % 2 == 0) {
                mostAtOnce = Math.max(mostAtOnce, ++pending);
                return false;
            }
            return fill(offset, target);
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            waited++;
            pending = 0;
            try {
                fill(offset, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean fill(long offset, ByteBuffer target) throws IOException {
            if (offset % 10 == 7 || offset % 10 == 8) {
                throw new IOException("planted");
            }
            target.put((byte) offset);
            return true;
        }
    }

    /** Writes wait to be let on; reads fail in a way no export should. */
    private static class SlowExport implements NbdExport {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch proceed = new CountDownLatch(1);
        private final List<NbdPeer> peers = new ArrayList<>();

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public long size() {
            return 4096;
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public void read(long offset, ByteBuffer target) {
            throw new IllegalStateException("planted");
        }

        @Override
        public void write(long offset, Chunk chunk, int position, int length, boolean fua)
                throws IOException {
            entered.countDown();
            try {
                proceed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void zero(long offset, long length, boolean fua, boolean noHole) {}

        @Override
        public void trim(long offset, long length, boolean fua) {}

        @Override
        public void flush() {}

        @Override
        public void opened(NbdPeer peer) {
            peers.add(peer);
        }

        @Override
        public void closed(NbdPeer peer) {
            peers.add(peer);
        }
    }
}
