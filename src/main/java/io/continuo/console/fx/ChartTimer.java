package io.continuo.console.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import javafx.util.Subscription;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The one timer of all charts and relative times. It ticks only while somebody listens. UI thread
 * only.
 */
public final class ChartTimer {
    private static final Duration PERIOD = Duration.millis(500);

    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private final Timeline timeline = new Timeline(new KeyFrame(PERIOD, event -> tick()));

    public ChartTimer() {
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    /** Runs the listener twice a second until the subscription ends. */
    public Subscription every(Runnable listener) {
        listeners.add(listener);
        timeline.play();
        return () -> {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                timeline.stop();
            }
        };
    }

    /** Tells every listener now, without waiting for the next tick. */
    public void tick() {
        new ArrayList<>(listeners).forEach(Runnable::run);
    }
}
