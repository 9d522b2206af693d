package io.continuo.replication.gateway;

import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.time.Duration;

/**
 * What a stream knows of its master target. Guarded by the stream's lock; {@link #link()} may be
 * read without.
 */
final class TargetEnd {
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MOST = Duration.ofSeconds(2);

    private volatile FrameLink link;
    private FrameLink.Watcher events;
    private int epoch;
    private boolean known;
    private boolean pieces;
    private boolean gaps;
    private Position durable = Position.START;
    private Position consistent = Position.START;
    private long sentUpTo;
    private int sentEpoch;
    private long notBefore = System.nanoTime();
    private Duration retry = RETRY_FIRST;
    private long unknownSince;

    /** The link is up, and its target says what it holds. */
    void joined(FrameLink made, FrameLink.Watcher watcher, int dialled, Welcome welcome) {
        link = made;
        events = watcher;
        epoch = dialled;
        durable = welcome.durable();
        consistent = welcome.consistent();
        pieces = welcome.pieces();
        gaps = welcome.gaps();
        known = true;
        sentUpTo = durable.sequence();
        sentEpoch = dialled;
        retry = RETRY_FIRST;
        unknownSince = 0;
    }

    /** Goes on with what a process before knew. */
    void resumed(StreamNote said, boolean isKnown, long first, int keptEpoch) {
        known = isKnown;
        durable =
                new Position(
                        said.durable().epoch(),
                        Math.max(said.durable().sequence(), isKnown ? first - 1 : 0),
                        said.durable().timeMicros());
        consistent = said.consistent();
        sentUpTo = said.passing() ? Long.MAX_VALUE : said.sentUpTo();
        sentEpoch = keptEpoch;
    }

    /** The link, or null while there is none. */
    FrameLink link() {
        return link;
    }

    boolean isUp() {
        return link != null;
    }

    /** Whether this is who hears of the link that is up. */
    boolean heardBy(FrameLink.Watcher watcher) {
        return events == watcher;
    }

    /** There is no link from here on; the one there was, to be closed, or null. */
    FrameLink part() {
        FrameLink old = link;
        link = null;
        events = null;
        return old;
    }

    /** Epoch the link was made with. */
    int epoch() {
        return epoch;
    }

    /** Whether what it holds is known for certain: {@link #durable()}, or what was sent beyond. */
    boolean isKnown() {
        return known;
    }

    void unknown() {
        known = false;
    }

    boolean pieces() {
        return pieces;
    }

    /** Whether changes may be left out of what it is sent. */
    boolean gaps() {
        return gaps;
    }

    Position durable() {
        return durable;
    }

    void durable(Position position) {
        durable = position;
    }

    Position consistent() {
        return consistent;
    }

    /** What it may hold beyond what is durable. */
    long sentUpTo() {
        return sentUpTo;
    }

    void sentUpTo(long sequence) {
        sentUpTo = sequence;
    }

    /** Epoch of what was sent last. */
    int sentEpoch() {
        return sentEpoch;
    }

    /** Nanoseconds until it may be dialled. */
    long untilDial(long now) {
        return notBefore - now;
    }

    void dialAtOnce() {
        notBefore = System.nanoTime();
    }

    /** Dials again after a while, each time a longer one. */
    void dialLater() {
        notBefore = System.nanoTime() + retry.toNanos();
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(RETRY_MOST) > 0 ? RETRY_MOST : doubled;
    }

    /** It does not know the stream; how long it has said so. */
    Duration unknownFor() {
        unknownSince = unknownSince == 0 ? System.nanoTime() : unknownSince;
        return Duration.ofNanos(System.nanoTime() - unknownSince);
    }
}
