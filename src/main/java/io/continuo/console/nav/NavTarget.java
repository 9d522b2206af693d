package io.continuo.console.nav;

import io.continuo.console.state.ConsoleState;

import org.kordamp.ikonli.Ikon;

import java.util.Map;
import java.util.function.Function;

/**
 * A screen the console has. Navigation is data: the rail, the palette and the leak test all read
 * the list of targets.
 *
 * @param id of {@link Targets}
 * @param nameKey the message that names it
 * @param icon Material Design outline
 * @param group targets of one group stand together in the rail; {@link #BOTTOM} at its foot, {@link
 *     #HIDDEN} nowhere
 * @param railId which rail item is lit while it shows
 * @param badge the count beside it
 * @param factory makes the screen when it is visited
 */
public record NavTarget(
        String id,
        String nameKey,
        Ikon icon,
        int group,
        String railId,
        Function<ConsoleState, NavBadge> badge,
        Factory factory) {
    public static final int BOTTOM = 100;
    public static final int HIDDEN = -1;

    /** Makes a screen. */
    @FunctionalInterface
    public interface Factory {
        Screen create(ConsoleContext console, Map<String, String> args);
    }

    /** A target with an item in the rail. */
    public static NavTarget inRail(
            String id, String nameKey, Ikon icon, int group, Factory factory) {
        return new NavTarget(id, nameKey, icon, group, id, state -> NavBadge.NONE, factory);
    }

    /** A target reached from another screen, which stays lit in the rail. */
    public static NavTarget under(
            String railId, String id, String nameKey, Ikon icon, Factory factory) {
        return new NavTarget(id, nameKey, icon, HIDDEN, railId, state -> NavBadge.NONE, factory);
    }

    /** The same with a count beside it; computed again whenever the state changed. */
    public NavTarget withBadge(Function<ConsoleState, NavBadge> newBadge) {
        return new NavTarget(id, nameKey, icon, group, railId, newBadge, factory);
    }

    public boolean inRail() {
        return group != HIDDEN;
    }
}
