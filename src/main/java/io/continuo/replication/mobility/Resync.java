package io.continuo.replication.mobility;

import io.continuo.replication.nbd.ChunkPool;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Position;
import io.continuo.replication.threads.Ending;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Initial replication and resync of a machine: whenever the log is inside an epoch it brings the
 * replica up, ends the epoch and makes a point. Older points stay valid meanwhile (invariant 5).
 */
final class Resync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resync.class);

    /** Disks of a machine copied at once (DOMAIN.md: three attributes of a protected machine). */
    private static final int DISKS_AT_ONCE = 3;

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration SOON = Duration.ofMillis(5);

    /** Copied and not durable yet, at most; with about 1 MiB in each. */
    private static final int COPY_CHUNKS = 16;

    private final String machine;
    private final ChangeLog log;
    private final List<DiskState> disks;
    private final Supplier<Optional<FrameLink>> link;
    private final CopySource source;
    private final ResyncLedger ledger;
    private final ResyncGate gate;
    private final Joining joining;
    private final Consumer<CompletableFuture<Position>> onEnd;
    private final ChunkPool chunks = new ChunkPool(COPY_CHUNKS);
    private final ExecutorService copiers;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean targetEmpty;
    private volatile boolean ready;
    private volatile long totalBytes;
    private volatile String trouble = "";
    private volatile boolean stuck;
    private volatile boolean requested;
    private volatile long notBefore = System.nanoTime();
    private int failures;

    /**
     * @param source what the disks are read from
     * @param ledger what it costs
     * @param gate when it may run
     * @param joining what points do not hold yet
     * @param onEnd told when an epoch was ended; the point is durable when that completes
     */
    Resync(
            String machine,
            ChangeLog log,
            List<DiskState> disks,
            Supplier<Optional<FrameLink>> link,
            CopySource source,
            ResyncLedger ledger,
            ResyncGate gate,
            Joining joining,
            Consumer<CompletableFuture<Position>> onEnd) {
        this.machine = machine;
        this.log = log;
        this.disks = disks;
        this.link = link;
        this.source = source;
        this.ledger = ledger;
        this.gate = gate;
        this.joining = joining;
        this.onEnd = onEnd;
        this.copiers =
                Executors.newFixedThreadPool(
                        Math.min(DISKS_AT_ONCE, disks.size()),
                        Thread.ofPlatform().daemon().name("copy-" + machine + "-", 0).factory());
        this.thread = Thread.ofPlatform().daemon().name("resync-" + machine).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * The target has been heard.
     *
     * @param targetEmpty the replica holds nothing but what this process sends
     */
    void welcomed(boolean targetEmpty) {
        this.targetEmpty = targetEmpty;
        // What stopped it may have been the way that is no more.
        notBefore = System.nanoTime();
        stuck = false;
        ready = true;
        LockSupport.unpark(thread);
    }

    /** Bytes still to be compared or copied. */
    long openBytes() {
        return disks.stream().mapToLong(DiskState::openBytes).sum();
    }

    /** Bytes there were when it began; 0 before. */
    long totalBytes() {
        return Math.max(totalBytes, openBytes());
    }

    /** What keeps it from going on, or empty. */
    String trouble() {
        return trouble;
    }

    /** Whether it failed for something that is not tried again by itself. */
    boolean stuck() {
        return stuck;
    }

    /** Starts what is due now, or compares everything where nothing is. */
    void request() {
        gate.open();
        notBefore = System.nanoTime();
        stuck = false;
        requested = true;
        LockSupport.unpark(thread);
    }

    /** Looks at once whether there is anything to do. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether a request was not looked at yet. */
    boolean requested() {
        return requested;
    }

    private void run() {
        while (!closed) {
            takeRequest();
            requireAtHalf();
            Optional<Reason> reason = log.state().reason();
            ledger.see(reason);
            if (!ready || !needed() || !mayRun(reason)) {
                LockSupport.parkNanos(LOOK.toNanos());
                continue;
            }
            try {
                ledger.started();
                turn();
                trouble = "";
                failures = 0;
            } catch (IOException | RuntimeException e) {
                if (!source.ready()) {
                    // Taken away on purpose: it goes on with the next one.
                    continue;
                }
                failed(e);
            }
        }
        copiers.shutdown();
    }

    private void failed(Exception e) {
        trouble = String.valueOf(e.getMessage());
        RetryRule rule = RetryRule.of(e);
        Optional<Duration> wait = rule.waitAfter(++failures);
        if (wait.isEmpty()) {
            stuck = true;
            LOG.error("Copying {} stopped ({}): {}", machine, rule, trouble);
            return;
        }
        notBefore = System.nanoTime() + wait.get().toNanos();
        LOG.warn(
                "Copying {} stopped and is tried again in {} s ({}): {}",
                machine,
                wait.get().toSeconds(),
                rule,
                trouble);
    }

    private void turn() throws IOException {
        source.turn().lock();
        try {
            if (source.ready()) {
                round();
            }
        } finally {
            source.turn().unlock();
        }
    }

    private boolean mayRun(Optional<Reason> reason) {
        return log.state().flowing()
                && link.get().isPresent()
                && source.ready()
                && System.nanoTime() - notBefore >= 0
                && !stuck
                && !gate.waits(reason);
    }

    private void takeRequest() {
        if (requested) {
            if (log.state().flowing() && !log.tail().insideEpoch() && allClean()) {
                log.beginEpoch(Reason.REQUESTED);
                disks.forEach(DiskState::forgetAll);
            }
            requested = false;
        }
    }

    /** A bitmap of half of the disks is no shorter than a comparison (DOMAIN.md: resync). */
    private void requireAtHalf() {
        if (!log.state().flowing()) {
            long changed = disks.stream().mapToLong(disk -> disk.dirty().bytes()).sum();
            long size = disks.stream().mapToLong(disk -> disk.file().size()).sum();
            if (changed >= SpillLimits.half(size)) {
                log.requireResync(Reason.HALF_OF_DISK);
            }
        }
    }

    /** Whether there is anything to do. */
    boolean needed() {
        return log.tail().insideEpoch() || !allClean() || joining.untold();
    }

    private boolean allClean() {
        return disks.stream().allMatch(DiskState::clean);
    }

    private void round() throws IOException {
        int generation = log.state().generation();
        if (!log.tail().insideEpoch() && !joining.joinedClean()) {
            log.beginEpoch(Reason.FOUND);
        }
        boolean epoch = log.tail().insideEpoch();
        long open = openBytes();
        if (open > totalBytes) {
            totalBytes = open;
        }
        List<Future<Void>> running = new ArrayList<>();
        for (DiskState disk : disks) {
            if (epoch && disk.isNew()) {
                // Points wait for the others, and need not wait for this one.
                disk.beginAnew();
                continue;
            }
            DiskCopier copier = new DiskCopier(disk, log, chunks, link, () -> closed, ledger);
            running.add(
                    copiers.submit(() -> {
                        copier.run(generation, targetEmpty);
                        return null;
                    }));
        }
        waitFor(running);
        if (!log.state().flowing() || log.state().generation() != generation) {
            return;
        }
        if (closed) {
            return;
        }
        if (!log.tail().insideEpoch()) {
            if (allClean()) {
                totalBytes = 0;
                ledger.discard();
                joining.tell();
                LockSupport.parkNanos(SOON.toNanos());
            }
        } else if (epoch && joining.joinedClean()) {
            log.endEpoch(generation, source.markText())
                    .ifPresent(mark -> {
                        totalBytes = 0;
                        targetEmpty = false;
                        gate.done();
                        onEnd.accept(mark);
                    });
            LockSupport.parkNanos(SOON.toNanos());
        }
    }

    private static void waitFor(List<Future<Void>> running) throws IOException {
        IOException failure = null;
        for (Future<Void> copier : running) {
            try {
                copier.get();
            } catch (ExecutionException e) {
                failure = new IOException(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Stops; returns when nothing touches the disks any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Ending.await(thread);
    }
}
