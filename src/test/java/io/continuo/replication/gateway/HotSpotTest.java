package io.continuo.replication.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CacheView;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.machine.PointKind;
import io.continuo.replication.journal.DecodedFrame;
import io.continuo.replication.journal.FrameMaker;
import io.continuo.replication.stream.ChangeRecord;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.RecordType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What is left out when a guest writes to few places while its target is away. */
@Timeout(120)
class HotSpotTest {
    private static final UUID STREAM = UUID.fromString("6f1d1b52-0d0f-4a5e-9a3c-2f6f8f1d9c01");
    private static final int BLOCK = 4096;
    private static final int DISK = 16 << 20;
    private static final int WRITES = 8_000;

    @TempDir Path directory;
    private final byte[] source = new byte[DISK];
    private Gateway gateway;

    private static final class Agent implements FrameLink.Watcher {
        volatile Position durable = Position.START;
        volatile Position kept = Position.START;
        volatile String lost;

        @Override
        public void durable(Position position) {
            durable = position;
        }

        @Override
        public void kept(Position position) {
            kept = position;
        }

        @Override
        public void lost(String cause) {
            lost = cause;
        }
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void nine_writes_in_ten_to_a_hundredth_of_the_disk_need_not_all_travel() throws Exception {
        // As an older target has it, which does not say it knows how.
        long whole = run("whole", false);
        assertThat(whole).isGreaterThan((long) WRITES * BLOCK);
        long left = run("left", true);
        System.out.printf(
                Locale.ROOT,
                "hot spot: %d writes of 4 KiB, 9 in 10 to 1 MiB of 16 MiB, 4 points: %.1f MB"
                        + " travel instead of %.1f%n",
                WRITES,
                left / 1e6,
                whole / 1e6);
        assertThat(left).isLessThan(whole / 4);
    }

    /** Bytes of the frames that arrive of what was written while the target was away. */
    private long run(String name, boolean gaps) throws Exception {
        FakeTarget to = new FakeTarget();
        to.gaps(gaps);
        if (gateway != null) {
            gateway.close();
        }
        gateway =
                new Gateway(
                        address -> to,
                        8 << 20,
                        Clock.systemUTC(),
                        Optional.of(
                                DiskCache.open(directory.resolve(name), 1 << 30, new FramePool())));
        FrameMaker maker = new FrameMaker(STREAM, 1, 0, 1);
        Arrays.fill(source, (byte) 0);
        Agent before = new Agent();
        FrameLink first = gateway.dial(hello(0), before);
        maker.write(0, 0, new byte[BLOCK]);
        first.send(maker.frame(false));
        await("the first is durable", () -> before.durable.sequence() == 1);
        to.away(true);
        await("the sender hears of it", () -> before.lost != null);
        Agent agent = new Agent();
        FrameLink link = gateway.dial(hello(1), agent);
        churn(link, maker);
        await("all is kept", () -> agent.kept.sequence() == maker.sequence());
        to.away(false);
        await("all arrives", () -> to.newest() == maker.sequence());
        assertThat(to.wrong()).isNull();
        await("it passes again", () -> state() == CacheState.PASSING);
        return check(to);
    }

    private CacheState state() {
        GatewayReport report = gateway.report();
        return report.cache().map(CacheView::state).orElseThrow();
    }

    private static Hello hello(long given) {
        return new Hello(STREAM, 1, "db-01", "target", given);
    }

    private void churn(FrameLink link, FrameMaker maker) throws Exception {
        Random random = new Random(7);
        byte[] data = new byte[BLOCK];
        for (int i = 1; i <= WRITES; i++) {
            random.nextBytes(data);
            int block =
                    random.nextInt(10) == 0 ? random.nextInt(DISK / BLOCK) : random.nextInt(256);
            maker.write(0, (long) block * BLOCK, data);
            System.arraycopy(data, 0, source, block * BLOCK, BLOCK);
            if (i % (WRITES / 4) == 0) {
                maker.mark(PointKind.CRASH, "");
            }
            if (i % 200 == 0) {
                link.send(maker.frame(false));
            }
        }
    }

    /** What arrived, applied in order, is the disk; how much of it there was. */
    private long check(FakeTarget to) throws Exception {
        byte[] replica = new byte[DISK];
        long bytes = 0;
        for (FakeTarget.Taken taken : to.taken()) {
            int table = taken.header().recordCount() * ChangeRecord.BYTES;
            bytes += taken.header().bodyLength();
            DecodedFrame plain = DecodedFrame.of(taken.header(), taken.body(), table);
            for (int at = 0; at < table; at += ChangeRecord.BYTES) {
                ChangeRecord change = ChangeRecord.decode(taken.body(), at);
                if (change.type() == RecordType.WRITE) {
                    System.arraycopy(
                            plain.bytes(),
                            plain.start() + change.payloadOffset(),
                            replica,
                            (int) change.offset(),
                            change.length());
                }
            }
        }
        assertThat(ByteBuffer.wrap(replica).mismatch(ByteBuffer.wrap(source))).isEqualTo(-1);
        return bytes;
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
