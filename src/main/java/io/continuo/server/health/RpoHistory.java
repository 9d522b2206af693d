package io.continuo.server.health;

import io.continuo.api.machine.RpoSample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** RPO of each machine, once a second, for the last hour. */
public final class RpoHistory {
    static final int SECONDS = 3600;

    private final Map<String, Ring> rings = new ConcurrentHashMap<>();

    void add(String machineId, Instant time, double rpoSeconds) {
        rings.computeIfAbsent(machineId, id -> new Ring()).add(time.getEpochSecond(), rpoSeconds);
    }

    /** Oldest first. */
    public List<RpoSample> samples(String machineId, Instant now, Duration past) {
        Ring ring = rings.get(machineId);
        return ring == null ? List.of() : ring.since(now, past);
    }

    void keepOnly(java.util.Set<String> machineIds) {
        rings.keySet().retainAll(machineIds);
    }

    private static final class Ring {
        private final float[] values = new float[SECONDS];
        private long newest = Long.MIN_VALUE;

        Ring() {
            Arrays.fill(values, Float.NaN);
        }

        synchronized void add(long second, double value) {
            if (newest != Long.MIN_VALUE) {
                long from = Math.max(newest + 1, second - SECONDS + 1);
                for (long missed = from; missed < second; missed++) {
                    values[slot(missed)] = Float.NaN;
                }
            }
            if (second >= newest) {
                values[slot(second)] = (float) value;
                newest = second;
            }
        }

        synchronized List<RpoSample> since(Instant now, Duration past) {
            List<RpoSample> samples = new ArrayList<>();
            if (newest == Long.MIN_VALUE) {
                return samples;
            }
            long from = Math.max(now.minus(past).getEpochSecond(), newest - SECONDS + 1);
            for (long second = from; second <= newest; second++) {
                float value = values[slot(second)];
                if (!Float.isNaN(value)) {
                    samples.add(new RpoSample(Instant.ofEpochSecond(second), value));
                }
            }
            return samples;
        }

        private static int slot(long second) {
            return (int) Math.floorMod(second, (long) SECONDS);
        }
    }
}
