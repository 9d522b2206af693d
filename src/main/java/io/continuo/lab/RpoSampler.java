package io.continuo.lab;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.lab.LabRow.RpoSummary;
import io.continuo.api.machine.MachineView;
import io.continuo.client.ContinuoClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks for every machine's RPO again and again, from its start until closed. */
final class RpoSampler implements AutoCloseable {
    private final ContinuoClient client;
    private final Duration period;
    private final Map<String, List<Double>> samples = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("lab-rpo").unstarted(this::run);

    RpoSampler(ContinuoClient client, Duration period) {
        this.client = client;
        this.period = period;
    }

    RpoSampler start() {
        thread.start();
        return this;
    }

    /** In seconds; zeros where there is no sample. */
    synchronized RpoSummary summary(String machine) {
        List<Double> sorted = samples.getOrDefault(machine, List.of()).stream().sorted().toList();
        return new RpoSummary(rank(sorted, 0.5), rank(sorted, 0.99), rank(sorted, 1));
    }

    synchronized int count(String machine) {
        return samples.getOrDefault(machine, List.of()).size();
    }

    /** The smallest value that so large a share of the values does not exceed. */
    static double rank(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private void run() {
        try {
            while (!stopped.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        List<MachineView> machines;
        try {
            machines = client.machines();
        } catch (ContinuoException e) {
            return; // No answer is no sample; what kept it away is told by whoever acts.
        }
        synchronized (this) {
            for (MachineView machine : machines) {
                machine.rpoSeconds()
                        .ifPresent(rpo ->
                                samples.computeIfAbsent(machine.name(), _ -> new ArrayList<>())
                                        .add(rpo));
            }
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
