package io.continuo.replication.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.Order;
import io.continuo.api.component.Outcome;
import io.continuo.api.component.ReplicaSpec;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.PointKind;
import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A component with all three roles, driven as a configuration server drives it. */
class ComponentNodeTest {
    private static final int SIZE = 8 << 20;
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir Path directory;
    private final FakeServer server = new FakeServer();
    private final Random random = new Random(11);
    private ComponentNode node;
    private CaptureSpec capture;
    private ReplicaSpec replica;

    @BeforeEach
    void prepare() throws IOException {
        Path disk = directory.resolve("web.raw");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        String stream = UUID.randomUUID().toString();
        List<DiskSpec> disks = List.of(new DiskSpec(0, disk.toString(), SIZE));
        capture = new CaptureSpec("m1", "web-01", stream, disks, "local", "local", 300);
        byte[] key = new byte[32];
        random.nextBytes(key);
        String dataKey = Base64.getEncoder().encodeToString(key);
        replica = new ReplicaSpec("m1", "web-01", stream, disks, dataKey, 86_400);
        start();
    }

    private void start() throws IOException {
        node =
                ComponentNode.start(
                        new NodeSettings(
                                "all-in-one",
                                directory.resolve("data"),
                                EnumSet.allOf(ComponentRole.class),
                                "primary",
                                Optional.empty(),
                                NodeSettings.LOCAL,
                                Optional.empty(),
                                "test"),
                        Lines.none(),
                        server,
                        Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private NbdUri protect() throws Exception {
        assertThat(server.give(new Order.PrepareReplica(replica))).isInstanceOf(Outcome.Done.class);
        Outcome started = server.give(new Order.StartCapture(capture));
        assertThat(started).isInstanceOf(Outcome.CaptureStarted.class);
        server.captures.add(capture);
        server.replicas.add(replica);
        return NbdUri.parse(((Outcome.CaptureStarted) started).nbdUris().getFirst());
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void awaitDelta() {
        await(
                "delta",
                () ->
                        server.capture("m1")
                                .filter(report -> report.dataState() == DataState.DELTA)
                                .filter(report -> report.linkUp())
                                .isPresent());
    }

    private byte[] write(NbdUri uri, int bytes) throws IOException {
        byte[] data = new byte[bytes];
        random.nextBytes(data);
        try (NbdClient guest = NbdClient.connect(uri)) {
            for (int at = 0; at < bytes; at += 64 << 10) {
                int part = Math.min(64 << 10, bytes - at);
                guest.write(at, ByteBuffer.wrap(data, at, part), false);
            }
            guest.flush();
        }
        return data;
    }

    @Test
    void a_point_equals_the_source_at_that_moment() throws Exception {
        NbdUri uri = protect();
        awaitDelta();
        byte[] written = write(uri, 3 << 20);
        Outcome made = server.give(new Order.MarkPoint("m1", PointKind.MARK, "now"));
        assertThat(made).isInstanceOf(Outcome.PointMade.class);
        byte[] then = Files.readAllBytes(Path.of(capture.disks().getFirst().path()));
        write(uri, 1 << 20);

        String point = ((Outcome.PointMade) made).point().id();
        Outcome opened = server.give(new Order.OpenView("m1", point));
        NbdUri view = NbdUri.parse(((Outcome.ViewOpened) opened).disks().getFirst().nbdUri());
        ByteBuffer seen = ByteBuffer.allocate(SIZE);
        try (NbdClient drill = NbdClient.connect(view)) {
            drill.read(0, seen);
        }
        assertThat(seen.array()).isEqualTo(then);
        assertThat(written).isEqualTo(java.util.Arrays.copyOf(then, written.length));
        assertThat(server.give(new Order.CloseView("m1"))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void addresses_stay_the_same_and_disks_are_served_while_the_server_is_away() throws Exception {
        NbdUri uri = protect();
        awaitDelta();
        write(uri, 1 << 20);
        node.close();
        server.away(true);
        start();
        write(uri, 2 << 20);
        server.away(false);
        awaitDelta();
        Outcome made = server.give(new Order.MarkPoint("m1", PointKind.MARK, "back"));
        assertThat(made).isInstanceOf(Outcome.PointMade.class);
    }

    @Test
    void a_server_that_forgot_the_component_is_introduced_to_it_again() throws Exception {
        protect();
        awaitDelta();
        int before = server.enrolments.get();
        server.forget();
        await("enrolled again", () -> server.enrolments.get() > before);
        awaitDelta();
    }

    @Test
    void a_disk_cannot_be_protected_twice_under_whatever_name() throws Exception {
        protect();
        Path link = directory.resolve("other.raw");
        Files.createSymbolicLink(link, Path.of(capture.disks().getFirst().path()));
        Outcome checked = server.give(new Order.CheckDisks(List.of(link.toString())));
        assertThat(((Outcome.DisksChecked) checked).disks().getFirst().problem())
                .hasValueSatisfying(problem ->
                        assertThat(problem.code()).isEqualTo(ErrorCode.DISK_ALREADY_PROTECTED));
        Outcome started =
                server.give(
                        new Order.StartCapture(
                                new CaptureSpec(
                                        "m2",
                                        "web-02",
                                        UUID.randomUUID().toString(),
                                        List.of(new DiskSpec(0, link.toString(), SIZE)),
                                        "local",
                                        "local",
                                        300)));
        assertThat(started)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.problem().code())
                                        .isEqualTo(ErrorCode.DISK_ALREADY_PROTECTED));
        awaitDelta();
    }

    @Test
    void stopping_leaves_the_disk_as_it_is_and_free() throws Exception {
        NbdUri uri = protect();
        byte[] written = write(uri, 1 << 20);
        assertThat(server.give(new Order.StopCapture("m1"))).isInstanceOf(Outcome.Done.class);
        Path disk = Path.of(capture.disks().getFirst().path());
        assertThat(Files.readAllBytes(disk)).startsWith(written);
        Outcome checked = server.give(new Order.CheckDisks(List.of(disk.toString())));
        assertThat(((Outcome.DisksChecked) checked).disks().getFirst().problem()).isEmpty();
        assertThat(directory.resolve("data/agent/m1")).doesNotExist();
    }
}
