package io.continuo.replication.gateway;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CacheView;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.component.Throttle;
import io.continuo.replication.stream.CompressionRule;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.Hello;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A process server: takes the changes of many machines and forwards each stream to its master
 * target, through memory while that keeps up and through a cache on disk while it does not (ADR
 * 17).
 */
public final class Gateway implements FrameLink.Dialer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final Surroundings around;
    private final Map<UUID, MachineStream> streams = new ConcurrentHashMap<>();
    private final CacheMeter meter = new CacheMeter();
    private long reportedReceived;
    private long reportedSent;
    private long reportedAt = System.nanoTime();

    /**
     * One that keeps nothing on disk.
     *
     * @param targets finds the way to a master target's address
     * @param memoryBytes most body bytes held in memory for all streams together
     */
    public Gateway(Function<String, FrameLink.Dialer> targets, long memoryBytes) {
        this(targets, memoryBytes, Clock.systemDefaultZone(), Optional.empty());
    }

    /**
     * @param clock with the zone a throttle's work hours are meant in
     * @param disk what targets lack goes there; what is there goes on at once
     */
    public Gateway(
            Function<String, FrameLink.Dialer> targets,
            long memoryBytes,
            Clock clock,
            Optional<DiskCache> disk) {
        this(targets, memoryBytes, clock, disk, () -> CompressionRule.UNKNOWN);
    }

    /**
     * @param processor share of all processors' time in use, 0 to 1: what is too much for them is
     *     not compressed
     */
    public Gateway(
            Function<String, FrameLink.Dialer> targets,
            long memoryBytes,
            Clock clock,
            Optional<DiskCache> disk,
            DoubleSupplier processor) {
        this.around =
                new Surroundings(
                        targets,
                        new CacheBudget(memoryBytes),
                        disk,
                        new Pacer(clock),
                        clock,
                        new LongAdder(),
                        new LongAdder(),
                        new FramePool(),
                        processor);
        disk.ifPresent(this::resume);
    }

    private void resume(DiskCache disk) {
        try {
            for (UUID id : disk.streams()) {
                MachineStream stream = new MachineStream(id, around);
                streams.put(id, stream);
                stream.resume();
            }
        } catch (IOException e) {
            LOG.warn("The cache cannot be read: {}", e.getMessage());
        }
    }

    /** Forwards no faster than this from now on. */
    public void throttle(Throttle throttle) {
        around.pacer().set(throttle);
    }

    @Override
    public FrameLink dial(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        return stream(hello.streamId()).attach(hello, watcher);
    }

    private MachineStream stream(UUID id) throws IOException {
        synchronized (streams) {
            MachineStream stream = streams.get(id);
            if (stream == null) {
                stream = new MachineStream(id, around);
                streams.put(id, stream);
            }
            return stream;
        }
    }

    /** Its word on itself; rates are counted from one call to the next. */
    public synchronized GatewayReport report() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - reportedAt) / 1e9);
        long in = around.received().sum();
        long out = around.sent().sum();
        long used = around.disk().map(DiskCache::used).orElseGet(around.memory()::used);
        long total = around.disk().map(DiskCache::total).orElseGet(around.memory()::total);
        meter.look(now, used);
        GatewayReport report =
                new GatewayReport(
                        used,
                        total,
                        Math.round((in - reportedReceived) / seconds),
                        Math.round((out - reportedSent) / seconds),
                        (int) streams.values().stream().filter(MachineStream::hasSender).count(),
                        Optional.of(
                                new CacheView(
                                        state(),
                                        meter.fillBytesPerSecond(),
                                        meter.minutesUntil(total),
                                        zstdLevel())));
        reportedReceived = in;
        reportedSent = out;
        reportedAt = now;
        return report;
    }

    /** The hardest of all lines: what the processors have to bear. */
    private Optional<Integer> zstdLevel() {
        return streams.values().stream()
                .map(MachineStream::zstdLevel)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private CacheState state() {
        CacheState state =
                streams.values().stream()
                        .map(MachineStream::state)
                        .min(Comparator.comparingInt(Gateway::gravity))
                        .orElse(CacheState.PASSING);
        if (state == CacheState.PASSING || around.disk().isEmpty()) {
            return state;
        }
        double free = around.disk().get().free();
        if (free < 0.001) {
            return CacheState.FULL;
        }
        return free < CacheLimits.THROTTLE_FREE ? CacheState.THROTTLED : state;
    }

    private static int gravity(CacheState state) {
        return switch (state) {
            case FULL -> 0;
            case THROTTLED -> 1;
            case CACHING -> 2;
            case DRAINING -> 3;
            case PASSING -> 4;
        };
    }

    @Override
    public void close() {
        streams.values().forEach(MachineStream::close);
    }
}
