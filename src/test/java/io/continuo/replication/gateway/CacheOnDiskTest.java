package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.Throttle;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/**
 * Invariant 4 at the process server: what it says is kept is on its disk, survives it, and comes to
 * the target in order.
 */
@Timeout(120)
class CacheOnDiskTest {
    private static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    private static final int BODY = 40_000;

    @TempDir Path directory;
    private final FakeTarget target = new FakeTarget();
    private final FramePool pool = new FramePool();
    private final List<Gateway> gateways = new ArrayList<>();

    /** An agent's end: hears what is kept and what is durable. */
    private static final class Agent implements FrameLink.Watcher {
        final AtomicReference<Position> durable = new AtomicReference<>(Position.START);
        final AtomicReference<Position> kept = new AtomicReference<>(Position.START);
        volatile String lost;
        FrameLink link;

        @Override
        public void durable(Position position) {
            durable.set(position);
        }

        @Override
        public void kept(Position position) {
            kept.set(position);
        }

        @Override
        public void lost(String cause) {
            lost = cause;
        }
    }

    @AfterEach
    void close() {
        gateways.forEach(Gateway::close);
    }

    private Gateway gateway(Path cache, long bytes) throws IOException {
        return gateway(cache, bytes, 0.7);
    }

    private Gateway gateway(Path cache, long bytes, double processor) throws IOException {
        Gateway gateway =
                new Gateway(
                        address -> target,
                        1 << 20,
                        Clock.systemUTC(),
                        Optional.of(DiskCache.open(cache, bytes, pool)),
                        () -> processor);
        gateways.add(gateway);
        return gateway;
    }

    private Gateway gateway() throws IOException {
        return gateway(directory.resolve("cache"), 1 << 30);
    }

    private static Hello hello(int epoch, long given) {
        return new Hello(STREAM, epoch, "web-01", "target", given);
    }

    private static Agent dial(Gateway gateway, int epoch, long given) throws Exception {
        Agent agent = new Agent();
        agent.link = gateway.dial(hello(epoch, given), agent);
        return agent;
    }

    private Frame frame(int epoch, long sequence) {
        byte[] body = pool.acquire(BODY);
        byte[] text = ("change " + sequence + " of " + epoch).getBytes(StandardCharsets.UTF_8);
        for (int at = ChangeRecord.BYTES; at < BODY; at++) {
            body[at] = text[at % text.length];
        }
        int payload = BODY - ChangeRecord.BYTES;
        new ChangeRecord(0, RecordType.WRITE, 0, payload, 0, sequence, 0, payload).encode(body, 0);
        CRC32C crc = new CRC32C();
        crc.update(body, 0, BODY);
        return pool.frame(
                new FrameHeader(
                        FrameType.DATA,
                        PayloadCodec.RAW,
                        STREAM,
                        epoch,
                        1,
                        sequence,
                        sequence,
                        sequence,
                        sequence,
                        payload,
                        BODY,
                        (int) crc.getValue(),
                        0,
                        0),
                body);
    }

    private void send(Agent agent, int epoch, long from, long to) throws Exception {
        for (long sequence = from; sequence <= to; sequence++) {
            agent.link.send(frame(epoch, sequence));
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void awaitTaken(long sequence) {
        await("change " + sequence + " arrives", () -> target.newest() >= sequence);
        assertThat(target.wrong()).isNull();
        long next = 1;
        for (FakeTarget.Taken taken : target.taken()) {
            assertThat(taken.header().firstSequence()).isEqualTo(next++);
            CRC32C crc = new CRC32C();
            crc.update(taken.body());
            assertThat((int) crc.getValue()).isEqualTo(taken.header().bodyCrc());
        }
    }

    private static List<Path> files(Path cache) throws IOException {
        try (var all = Files.walk(cache)) {
            return all.filter(path -> path.toString().endsWith(".cache")).sorted().toList();
        }
    }

    /** An agent whose target went away after {@code passed} changes, sending to disk since. */
    private Agent cutOff(Gateway gateway, long passed) throws Exception {
        Agent before = dial(gateway, 1, 0);
        send(before, 1, 1, passed);
        await("what passes is durable", () -> before.durable.get().sequence() == passed);
        target.away(true);
        await("the sender hears of it", () -> before.lost != null);
        Agent agent = dial(gateway, 1, passed);
        assertThat(agent.link.welcome().kept().sequence()).isEqualTo(passed);
        return agent;
    }

    @Test
    void while_the_target_keeps_up_nothing_is_written() throws Exception {
        Gateway gateway = gateway();
        Agent agent = dial(gateway, 1, 0);
        send(agent, 1, 1, 100);
        await("all is durable", () -> agent.durable.get().sequence() == 100);
        assertThat(files(directory)).isEmpty();
        assertThat(agent.kept.get()).isEqualTo(Position.START);
        assertThat(gateway.report().cache().orElseThrow().state()).isEqualTo(CacheState.PASSING);
    }

    @Test
    void what_comes_while_the_target_is_away_is_kept_and_arrives_in_order() throws Exception {
        Gateway gateway = gateway();
        Agent agent = cutOff(gateway, 5);
        send(agent, 1, 6, 600);
        await("all is kept", () -> agent.kept.get().sequence() == 600);
        assertThat(agent.durable.get().sequence()).isZero();
        assertThat(gateway.report().cache().orElseThrow().state()).isEqualTo(CacheState.CACHING);
        assertThat(gateway.report().cacheUsedBytes()).isGreaterThan(595L * BODY);
        target.away(false);
        awaitTaken(600);
        await("all is durable", () -> agent.durable.get().sequence() == 600);
        await("it passes again", () -> passing(gateway));
        send(agent, 1, 601, 650);
        awaitTaken(650);
        assertThat(files(directory)).isEmpty();
        assertThat(agent.lost).isNull();
    }

    private static boolean passing(Gateway gateway) {
        return gateway.report().cache().orElseThrow().state() == CacheState.PASSING;
    }

    @Test
    void a_killed_process_server_goes_on_from_its_disk() throws Exception {
        Agent agent = cutOff(gateway(), 5);
        send(agent, 1, 6, 600);
        await("all is kept", () -> agent.kept.get().sequence() == 600);
        // What a kill leaves: the files as they are, and a record half written.
        Path image = directory.resolve("image");
        copy(directory.resolve("cache"), image);
        List<Path> files = files(image);
        assertThat(files.size()).isGreaterThan(1);
        Files.write(files.getLast(), new byte[500], StandardOpenOption.APPEND);
        gateways.forEach(Gateway::close);

        Gateway next = gateway(image, 1 << 30);
        Agent back = dial(next, 1, 600);
        assertThat(back.link.welcome().kept().sequence()).isEqualTo(600);
        send(back, 1, 601, 700);
        await("more is kept", () -> back.kept.get().sequence() == 700);
        target.away(false);
        awaitTaken(700);
    }

    @Test
    void it_drains_with_nobody_there_to_send() throws Exception {
        Gateway gateway = gateway();
        Agent agent = cutOff(gateway, 5);
        send(agent, 1, 6, 100);
        await("all is kept", () -> agent.kept.get().sequence() == 100);
        agent.link.close();
        target.away(false);
        awaitTaken(100);
        await("nothing is left", () -> gateway.report().cacheUsedBytes() == 0);
        // Whoever comes next is told by the target.
        Agent next = dial(gateway, 2, 100);
        assertThat(next.link.welcome().durable().sequence()).isEqualTo(100);
        send(next, 2, 101, 110);
        awaitTaken(110);
    }

    @Test
    void a_newer_agent_goes_on_behind_what_is_kept_of_the_older() throws Exception {
        Gateway gateway = gateway();
        Agent agent = cutOff(gateway, 5);
        send(agent, 1, 6, 50);
        await("all is kept", () -> agent.kept.get().sequence() == 50);
        Agent newer = dial(gateway, 2, 5);
        assertThat(newer.link.welcome().kept().sequence()).isEqualTo(50);
        assertThat(newer.link.welcome().durable().sequence()).isEqualTo(5);
        send(newer, 2, 51, 90);
        await("the newer one's is kept", () -> newer.kept.get().sequence() == 90);
        assertThatThrownBy(() -> dial(gateway, 1, 50))
                .isInstanceOfSatisfying(
                        ContinuoException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.SENDER_REPLACED));
        target.away(false);
        awaitTaken(90);
        assertThat(target.taken().get(49).header().epoch()).isEqualTo(1);
        assertThat(target.taken().get(50).header().epoch()).isEqualTo(2);
    }

    @Test
    void a_newer_agent_waits_where_the_target_may_hold_more() throws Exception {
        Gateway gateway = gateway();
        Agent agent = dial(gateway, 1, 0);
        send(agent, 1, 1, 5);
        await("what passes is durable", () -> agent.durable.get().sequence() == 5);
        target.hold(true);
        send(agent, 1, 6, 9);
        await("more is under way", () -> target.newest() == 9);
        target.away(true);
        await("the sender hears of it", () -> agent.lost != null);
        assertThatThrownBy(() -> dial(gateway, 2, 5)).isInstanceOf(IOException.class);
        // The same one repeats what it said: that may go to disk.
        Agent same = dial(gateway, 1, 5);
        send(same, 1, 6, 12);
        await("it is kept", () -> same.kept.get().sequence() == 12);
        target.hold(false);
        target.away(false);
        awaitTaken(12);
    }

    @Test
    void who_gave_up_more_than_is_kept_is_not_let_in_without_the_target() throws Exception {
        Gateway gateway = gateway();
        cutOff(gateway, 5).link.close();
        assertThatThrownBy(() -> dial(gateway, 1, 6)).isInstanceOf(IOException.class);
    }

    @Test
    void a_full_cache_holds_the_sender_up_and_loses_nothing() throws Exception {
        Gateway gateway = gateway(directory.resolve("cache"), 2 << 20);
        Agent agent = cutOff(gateway, 5);
        AtomicReference<Exception> failed = new AtomicReference<>();
        Thread sending =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                send(agent, 1, 6, 200);
                            } catch (Exception e) {
                                failed.set(e);
                            }
                        });
        await(
                "it is throttled",
                () -> gateway.report().cache().orElseThrow().state() != CacheState.CACHING);
        assertThat(sending.isAlive()).isTrue();
        assertThat(gateway.report().cacheUsedBytes()).isLessThanOrEqualTo((2 << 20) + 2 * BODY);
        target.away(false);
        sending.join();
        assertThat(failed.get()).isNull();
        awaitTaken(200);
    }

    @Test
    void a_narrow_line_gets_compressed_frames_and_the_report_says_so() throws Exception {
        Gateway gateway = gateway(directory.resolve("cache"), 1 << 30, 0.1);
        Agent agent = cutOff(gateway, 5);
        send(agent, 1, 6, 300);
        await("all is kept", () -> agent.kept.get().sequence() == 300);
        assertThat(zstdLevel(gateway)).isEmpty();
        gateway.throttle(new Throttle(400_000, Optional.empty()));
        target.away(false);
        await("it compresses", () -> zstdLevel(gateway).isPresent());
        gateway.throttle(Throttle.NONE);
        awaitTaken(300);
        await("it passes again", () -> passing(gateway));
        assertThat(zstdLevel(gateway)).isEmpty();
        assertThat(target.taken())
                .anyMatch(taken -> taken.header().codec() == PayloadCodec.ZSTD)
                .anyMatch(taken -> taken.header().codec() == PayloadCodec.RAW);
    }

    private static Optional<Integer> zstdLevel(Gateway gateway) {
        return gateway.report().cache().orElseThrow().zstdLevel();
    }

    @Test
    void nothing_on_disk_can_be_read_without_the_key() throws Exception {
        Agent agent = cutOff(gateway(), 5);
        send(agent, 1, 6, 20);
        await("all is kept", () -> agent.kept.get().sequence() == 20);
        for (Path file : files(directory)) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("change 7 of 1");
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("cache/key"))).hasSize(2);
    }

    @Test
    void what_a_bad_disk_lost_is_not_said_to_be_kept() throws Exception {
        Agent agent = cutOff(gateway(), 5);
        send(agent, 1, 6, 100);
        await("all is kept", () -> agent.kept.get().sequence() == 100);
        Path image = directory.resolve("image");
        copy(directory.resolve("cache"), image);
        gateways.forEach(Gateway::close);
        Path first = files(image).getFirst();
        byte[] bytes = Files.readAllBytes(first);
        bytes[bytes.length / 2] ^= 1;
        Files.write(first, bytes);

        Gateway next = gateway(image, 1 << 30);
        target.away(false);
        await("it is given up", () -> next.report().cacheUsedBytes() == 0);
        Agent back = dial(next, 1, 100);
        assertThat(back.link.welcome().kept().sequence()).isLessThan(100);
    }

    @Test
    void hashes_are_asked_behind_what_is_on_disk() throws Exception {
        Agent agent = cutOff(gateway(), 5);
        send(agent, 1, 6, 100);
        await("all is kept", () -> agent.kept.get().sequence() == 100);
        AtomicReference<String> answer = new AtomicReference<>();
        Thread asking =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                byte[] said = agent.link.hashes(HashAsk.range(0, 0, 65536));
                                answer.set(new String(said, StandardCharsets.UTF_8));
                            } catch (IOException | InterruptedException e) {
                                answer.set(e.toString());
                            }
                        });
        target.away(false);
        asking.join();
        assertThat(answer.get()).isEqualTo("after 100");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }
}
