package io.continuo.replication.mobility;

import io.continuo.api.component.CaptureSpec;
import io.continuo.api.error.Problem;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.Welcome;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Judges what a target says when it is reached, and under which epoch to speak to it. */
final class StreamOwner implements StreamPump.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(StreamOwner.class);

    private final CaptureSpec spec;
    private final ChangeLog log;
    private final ProtectedDisks disks;
    private final StreamMemory memory;
    private final Joining joining;
    private final Consumer<Boolean> welcomed;
    private int epochOfForgotten;
    private int epoch;
    private long trusted;
    private boolean targetEmpty;
    private volatile boolean greeted;
    private volatile String away = "The process server was not reached yet.";
    private volatile Optional<Refusal> refusal = Optional.empty();

    private record Refusal(RetryRule rule, long sinceNanos) {}

    /**
     * @param welcomed told when the log was joined to a link, and whether the replica is empty
     */
    StreamOwner(
            CaptureSpec spec,
            ChangeLog log,
            ProtectedDisks disks,
            StreamMemory memory,
            Joining joining,
            Consumer<Boolean> welcomed) {
        this.spec = spec;
        this.log = log;
        this.disks = disks;
        this.memory = memory;
        this.joining = joining;
        this.welcomed = welcomed;
        this.trusted = memory.durableSequence();
    }

    /** Takes a new epoch; before the pump starts. */
    void begin() throws IOException {
        epoch = memory.nextEpoch();
        epochOfForgotten = log.state().forgotten();
    }

    /** Why the line is away; empty while it is not. */
    String away() {
        return away;
    }

    /** Whether it was refused for something that does not pass by itself. */
    boolean refusedForGood() {
        return refusal.filter(now ->
                        !now.rule().recoverable()
                                && System.nanoTime() - now.sinceNanos()
                                        >= now.rule().patience().toNanos())
                .isPresent();
    }

    /** Whether the target has been heard since the start. */
    boolean greeted() {
        return greeted;
    }

    @Override
    public Hello hello() throws IOException {
        if (epochOfForgotten != log.state().forgotten()) {
            epoch = memory.nextEpoch();
            epochOfForgotten = log.state().forgotten();
        }
        UUID stream = UUID.fromString(spec.streamId());
        long given = Math.max(trusted, log.tail().safeSequence());
        return new Hello(stream, epoch, spec.machine(), spec.masterTarget(), given);
    }

    @Override
    public boolean welcomed(Session session, Welcome welcome) throws IOException {
        long durable = welcome.durable().sequence();
        long kept = welcome.kept().sequence();
        boolean lacks = kept < Math.max(trusted, log.tail().safeSequence());
        boolean first = !greeted;
        if (first || lacks) {
            targetEmpty = kept == 0 && !spec.seeded();
        }
        if (lacks || first && kept == 0) {
            startOver(lacks);
            joining.tellAgain();
            trusted = durable;
            log.tail().trust(durable);
            memory.durable(durable, memory.consistentMicros());
        }
        greeted = true;
        if (epochOfForgotten != log.state().forgotten()) {
            return false;
        }
        if (!log.line().attach(session, welcome)) {
            startOver(true);
            return false;
        }
        away = "";
        refusal = Optional.empty();
        welcomed.accept(targetEmpty);
        return true;
    }

    /** Nothing is known of the replica: all of it will be compared, or copied if empty. */
    private void startOver(boolean lacks) {
        disks.forgetAll();
        if (!log.tail().insideEpoch()) {
            log.forgetData(lacks ? Reason.REPLICA_BEHIND : Reason.REPLICA_EMPTY);
        }
    }

    @Override
    public void away(String cause) {
        refusal = Optional.empty();
        say(cause);
    }

    @Override
    public void refused(Problem problem) {
        RetryRule rule = RetryRule.of(problem.code());
        refusal =
                refusal.filter(was -> was.rule() == rule)
                        .or(() -> Optional.of(new Refusal(rule, System.nanoTime())));
        say(problem.message() + " " + problem.cause());
    }

    private void say(String cause) {
        if (away.isEmpty()) {
            LOG.info("{}: the line is away: {}", spec.machine(), cause);
        }
        away = cause;
    }
}
