package io.continuo.replication.mobility;

import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks the target for hashes of a disk, over whichever link there is. */
final class TargetHashes implements Comparer.Asker {
    /** After so long without an answer it is the target that cannot, not the line that is gone. */
    private static final Duration UNANSWERED = Duration.ofSeconds(10);

    /** What is under way is waited for so long: what is not there by then travels twice. */
    private static final Duration ARRIVES = Duration.ofSeconds(5);

    private static final Duration WAIT = Duration.ofMillis(50);
    private static final Duration SHORT_WAIT = Duration.ofMillis(2);

    private final DiskState disk;
    private final ChangeLog log;
    private final Supplier<Optional<FrameLink>> link;
    private final BooleanSupplier goesOn;
    private final AtomicLong failingSince = new AtomicLong();

    TargetHashes(
            DiskState disk,
            ChangeLog log,
            Supplier<Optional<FrameLink>> link,
            BooleanSupplier goesOn) {
        this.disk = disk;
        this.log = log;
        this.link = link;
        this.goesOn = goesOn;
    }

    @Override
    public Optional<Comparer.Way> way() {
        Optional<FrameLink> now = link.get();
        if (now.isEmpty()) {
            failingSince.set(0);
            LockSupport.parkNanos(WAIT.toNanos());
        }
        return now.map(Way::new);
    }

    private final class Way implements Comparer.Way {
        private final FrameLink over;

        Way(FrameLink over) {
            this.over = over;
        }

        @Override
        public boolean pieces() {
            return over.welcome().pieces();
        }

        @Override
        public Optional<byte[]> ask(HashAsk ask) throws IOException {
            try {
                byte[] hashes = over.hashes(ask);
                failingSince.set(0);
                return Optional.of(hashes);
            } catch (IOException e) {
                LockSupport.parkNanos(WAIT.toNanos());
                // The line went, and it is asked again on the next one; or is it the target?
                boolean there = link.get().filter(newest -> newest == over).isPresent();
                long now = System.nanoTime();
                if (!there) {
                    failingSince.set(0);
                } else if (!failingSince.compareAndSet(0, now)
                        && now - failingSince.get() > UNANSWERED.toNanos()) {
                    throw new UnreadableReplicaException(
                            "The target cannot read its replica: " + e.getMessage());
                }
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public void arrived(List<Long> leaves) {
        long newest = 0;
        for (long leaf : leaves) {
            newest = Math.max(newest, disk.activity().lastSequence(disk.region(leaf)));
        }
        long deadline = System.nanoTime() + ARRIVES.toNanos();
        while (log.tail().backlog().floor() < newest
                && goesOn.getAsBoolean()
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(SHORT_WAIT.toNanos());
        }
    }
}
