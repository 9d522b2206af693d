package io.continuo.replication.mobility;

import io.continuo.api.policy.ResyncWindow;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Says when a resync that is due may run: at once, in its policy's window, or because somebody says
 * so.
 */
final class ResyncGate {
    private final InstantSource clock;
    private final ZoneId zone;
    private volatile ResyncWindow window;
    private volatile boolean opened;
    private volatile boolean held;

    /**
     * @param zone whose office hours count
     */
    ResyncGate(InstantSource clock, ZoneId zone, ResyncWindow window) {
        this.clock = clock;
        this.zone = zone;
        this.window = window;
    }

    void window(ResyncWindow changed) {
        window = changed;
    }

    /** Lets the resync that is due run now. */
    void open() {
        opened = true;
    }

    /** Keeps every resync from running, whoever asks for it. */
    void hold(boolean hold) {
        held = hold;
    }

    boolean held() {
        return held;
    }

    /** It is done: the next one waits again. */
    void done() {
        opened = false;
    }

    /** Whether a resync for a reason is to wait. */
    boolean waits(Optional<Reason> reason) {
        return held && reason.isPresent()
                || !opened
                        && reason.isPresent()
                        && reason.get().cause().waitsForWindow()
                        && !window.contains(now().toLocalTime());
    }

    /** When the window opens. */
    Instant opensAt() {
        return window.opensAfter(now()).toInstant();
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(zone);
    }
}
