package io.continuo.console.nav;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes from screen to screen. A screen is made when it is visited and dropped when it is left; what
 * it wants to find again (a filter, a selection) it stores in its place with {@link #remember}.
 */
public final class Navigator {
    private static final int HISTORY = 50;

    private final Map<String, NavTarget> targets = new LinkedHashMap<>();
    private final Deque<Place> history = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Place> place = new ReadOnlyObjectWrapper<>();
    private Consumer<Place> openDialog = dialog -> {};
    private Place remembered;

    public Navigator(List<NavTarget> targets) {
        targets.forEach(target -> this.targets.put(target.id(), target));
    }

    public Collection<NavTarget> targets() {
        return targets.values();
    }

    public Optional<NavTarget> target(String id) {
        return Optional.ofNullable(targets.get(id));
    }

    /** Whether this console has such a screen; doors to others are not drawn. */
    public boolean knows(String targetId) {
        return targets.containsKey(targetId);
    }

    /** Where we are; null before the first visit. */
    public ReadOnlyObjectProperty<Place> place() {
        return place.getReadOnlyProperty();
    }

    /** Shows dialogs until the subscription ends; there is one window to show them. */
    public Subscription showDialogs(Consumer<Place> open) {
        openDialog = open;
        return () -> openDialog = dialog -> {};
    }

    /**
     * Goes to a screen; going to an unknown one does nothing.
     *
     * @param namesAndValues its arguments: name, value, name, value …
     */
    public void go(String targetId, String... namesAndValues) {
        go(Place.of(targetId, namesAndValues));
    }

    public void go(Place next) {
        if (!knows(next.targetId()) || next.equals(place.get())) {
            return;
        }
        if (targets.get(next.targetId()).isDialog()) {
            openDialog.accept(next);
            return;
        }
        if (place.get() != null) {
            history.push(place.get());
            while (history.size() > HISTORY) {
                history.removeLast();
            }
        }
        place.set(next);
    }

    public boolean canGoBack() {
        return !history.isEmpty();
    }

    /** Returns to the screen before, as it was remembered. */
    public void back() {
        if (canGoBack()) {
            place.set(history.pop());
        }
    }

    /** Stores an argument of the present place without leaving it, so that Back finds it again. */
    public void remember(String name, String value) {
        Place present = place.get();
        if (present != null) {
            remembered = present.with(name, value);
            place.set(remembered);
        }
    }

    /** Whether the change of place just told was a {@link #remember}: the screen stays. */
    public boolean stays(Place now) {
        return now == remembered;
    }
}
