package io.continuo.replication.mobility;

import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncReceipt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What the resync that is due or running will cost, and what the last one has cost. */
final class ResyncLedger {
    private final InstantSource clock;
    private final LongAdder compared = new LongAdder();
    private final LongAdder differing = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private Optional<Reason> reason = Optional.empty();
    private Instant since = Instant.EPOCH;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<ResyncReceipt> receipt = Optional.empty();
    private double lastShare = 1;

    ResyncLedger(InstantSource clock) {
        this.clock = clock;
    }

    /** What the log says now; a reason that comes up anew opens an account. */
    synchronized void see(Optional<Reason> now) {
        if (now.isPresent()) {
            if (reason.isEmpty()) {
                since = clock.instant();
            }
            reason = now;
        }
    }

    /** Whether there is a reason, and so something to account for. */
    synchronized boolean open() {
        return reason.isPresent();
    }

    /** Forgets what was copied: that is how the machine is captured, and no resync. */
    synchronized void discard() {
        compared.reset();
        differing.reset();
        sent.reset();
        startedAt = Optional.empty();
    }

    synchronized void started() {
        if (startedAt.isEmpty()) {
            startedAt = Optional.of(clock.instant());
        }
    }

    /** So many bytes were read at both ends, and so many of them differ. */
    void compared(long bytes, long differ) {
        compared.add(bytes);
        differing.add(differ);
    }

    void sent(long bytes) {
        sent.add(bytes);
    }

    /** The replica is consistent again: closes the account. */
    synchronized ResyncReceipt ended() {
        Instant now = clock.instant();
        Reason why = reason.orElse(Reason.FOUND);
        ResyncReceipt made =
                new ResyncReceipt(
                        why.cause(),
                        why.text(),
                        startedAt.orElse(now),
                        now,
                        compared.sumThenReset(),
                        sent.sumThenReset());
        if (made.comparedBytes() > 0) {
            lastShare = differing.sum() / (double) made.comparedBytes();
        }
        differing.reset();
        reason = Optional.empty();
        startedAt = Optional.empty();
        receipt = Optional.of(made);
        return made;
    }

    synchronized Optional<ResyncReceipt> receipt() {
        return receipt;
    }

    /**
     * @param unknown bytes still to be compared
     * @param dirty bytes known to differ
     * @param opensAt where it waits for its window, when that opens
     */
    synchronized Optional<ResyncContract> contract(
            long unknown, long dirty, Optional<Instant> opensAt) {
        return reason.map(why -> {
            long send = dirty + (long) (unknown * share());
            return new ResyncContract(
                    why.cause(),
                    why.text(),
                    since,
                    opensAt.isPresent(),
                    opensAt,
                    unknown,
                    send,
                    speed().map(speed -> (unknown + send) / speed));
        });
    }

    /** Which part of what was compared differed; at first all of it may. */
    private double share() {
        long done = compared.sum();
        return done > 0 ? differing.sum() / (double) done : lastShare;
    }

    /** Bytes compared and sent a second, now or last time. */
    private Optional<Double> speed() {
        if (startedAt.isPresent() && compared.sum() + sent.sum() > 0) {
            return speed(startedAt.get(), clock.instant(), compared.sum() + sent.sum());
        }
        return receipt.flatMap(last ->
                speed(last.startedAt(), last.endedAt(), last.comparedBytes() + last.sentBytes()));
    }

    private static Optional<Double> speed(Instant from, Instant to, long bytes) {
        double seconds = Duration.between(from, to).toNanos() / 1e9;
        return seconds <= 0 || bytes == 0 ? Optional.empty() : Optional.of(bytes / seconds);
    }
}
