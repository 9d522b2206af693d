package io.continuo.replication.gateway;

import io.continuo.api.component.CacheState;
import io.continuo.api.component.CacheView;
import io.continuo.api.component.GatewayReport;
import io.continuo.api.component.Throttle;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Hello;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A process server: takes the changes of many machines and forwards each stream to its master
 * target. For now it passes frames through a bounded queue and keeps nothing on disk, so what it
 * acknowledges is what the target has made durable (invariant 4).
 */
public final class Gateway implements FrameLink.Dialer, AutoCloseable {
    private final Function<String, FrameLink.Dialer> targets;
    private final CacheBudget cache;
    private final Pacer pacer;
    private final Set<GatewayStream> streams = ConcurrentHashMap.newKeySet();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final CacheMeter meter = new CacheMeter();
    private long reportedReceived;
    private long reportedSent;
    private long reportedAt = System.nanoTime();

    /**
     * @param targets finds the way to a master target's address
     * @param cacheBytes most body bytes held for all streams together
     */
    public Gateway(Function<String, FrameLink.Dialer> targets, long cacheBytes) {
        this(targets, cacheBytes, Clock.systemDefaultZone());
    }

    /**
     * @param clock with the zone a throttle's work hours are meant in
     */
    public Gateway(Function<String, FrameLink.Dialer> targets, long cacheBytes, Clock clock) {
        this.targets = targets;
        this.cache = new CacheBudget(cacheBytes);
        this.pacer = new Pacer(clock);
    }

    /** Forwards no faster than this from now on. */
    public void throttle(Throttle throttle) {
        pacer.set(throttle);
    }

    @Override
    public FrameLink dial(Hello hello, FrameLink.Watcher watcher)
            throws IOException, InterruptedException {
        FrameLink.Dialer target = targets.apply(hello.masterTarget());
        GatewayStream stream = new GatewayStream(hello, watcher, cache, pacer, received, sent);
        stream.start(target, () -> streams.remove(stream));
        streams.add(stream);
        if (stream.ended()) {
            streams.remove(stream);
        }
        return stream;
    }

    /** Its word on itself; rates are counted from one call to the next. */
    public synchronized GatewayReport report() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - reportedAt) / 1e9);
        long in = received.sum();
        long out = sent.sum();
        meter.look(now, cache.used());
        GatewayReport report =
                new GatewayReport(
                        cache.used(),
                        cache.total(),
                        Math.round((in - reportedReceived) / seconds),
                        Math.round((out - reportedSent) / seconds),
                        streams.size(),
                        Optional.of(
                                new CacheView(
                                        CacheState.PASSING,
                                        meter.fillBytesPerSecond(),
                                        meter.minutesUntil(cache.total()),
                                        Optional.empty())));
        reportedReceived = in;
        reportedSent = out;
        reportedAt = now;
        return report;
    }

    @Override
    public void close() {
        streams.forEach(stream -> stream.lose("the process server is stopping"));
    }
}
