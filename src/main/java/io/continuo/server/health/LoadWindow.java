package io.continuo.server.health;

import io.continuo.server.inventory.LiveFacts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** CPU and memory of components, averaged over the window health is judged by. */
final class LoadWindow {
    private static final Duration WINDOW = Duration.ofMinutes(15);

    /** One sample every so often is enough for an average. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private record Sample(Instant time, double cpu, double memory) {}

    private final Map<String, Deque<Sample>> samples = new ConcurrentHashMap<>();

    void observe(String componentId, LiveFacts.Host host) {
        Deque<Sample> all = samples.computeIfAbsent(componentId, id -> new ArrayDeque<>());
        Instant now = host.receivedAt();
        synchronized (all) {
            if (!all.isEmpty() && all.getLast().time().plus(EVERY).isAfter(now)) {
                return;
            }
            long total = host.report().memoryTotalBytes();
            double memory = total <= 0 ? 0 : (double) host.report().memoryUsedBytes() / total;
            all.addLast(new Sample(now, host.report().cpuLoad(), memory));
            while (all.getFirst().time().plus(WINDOW).isBefore(now)) {
                all.removeFirst();
            }
        }
    }

    Optional<Double> cpu(String componentId) {
        return average(componentId, Sample::cpu);
    }

    Optional<Double> memory(String componentId) {
        return average(componentId, Sample::memory);
    }

    /** Empty before half a window is known: a start is always busy. */
    private Optional<Double> average(String componentId, ToDoubleFunction<Sample> value) {
        Deque<Sample> all = samples.get(componentId);
        if (all == null) {
            return Optional.empty();
        }
        synchronized (all) {
            Duration known = Duration.between(all.getFirst().time(), all.getLast().time());
            return known.compareTo(WINDOW.dividedBy(2)) < 0
                    ? Optional.empty()
                    : Optional.of(all.stream().mapToDouble(value).average().orElse(0));
        }
    }
}
