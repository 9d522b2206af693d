package io.continuo.console.nav;

import io.continuo.console.state.ConsoleState;

import org.kordamp.ikonli.Ikon;

import java.util.List;
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
 * @param samples places that show what it can look like, for pictures and the leak test
 * @param factory makes the screen when it is visited
 */
public record NavTarget(
        String id,
        String nameKey,
        Ikon icon,
        int group,
        String railId,
        Function<ConsoleState, NavBadge> badge,
        Function<ConsoleState, List<Sample>> samples,
        Factory factory) {
    public static final int BOTTOM = 100;
    public static final int HIDDEN = -1;

    /** Opens above the present screen instead of taking its place. */
    public static final int DIALOG = -2;

    /** Makes a screen. */
    @FunctionalInterface
    public interface Factory {
        Screen create(ConsoleContext console, Map<String, String> args);
    }

    /**
     * A place worth a picture.
     *
     * @param name of the picture
     * @param args of the place
     */
    public record Sample(String name, Map<String, String> args) {}

    /** A target with an item in the rail. */
    public static NavTarget inRail(
            String id, String nameKey, Ikon icon, int group, Factory factory) {
        return new NavTarget(
                id, nameKey, icon, group, id, state -> NavBadge.NONE, onlyOne(id), factory);
    }

    /** A target reached from another screen, which stays lit in the rail. */
    public static NavTarget under(
            String railId, String id, String nameKey, Ikon icon, Factory factory) {
        return new NavTarget(
                id, nameKey, icon, HIDDEN, railId, state -> NavBadge.NONE, onlyOne(id), factory);
    }

    /**
     * A target that opens as a dialog above whatever screen is shown; its screen's node is the
     * dialog's box.
     */
    public static NavTarget dialog(String id, String nameKey, Ikon icon, Factory factory) {
        return new NavTarget(
                id, nameKey, icon, DIALOG, "", state -> NavBadge.NONE, onlyOne(id), factory);
    }

    /** The same with a count beside it; computed again whenever the state changed. */
    public NavTarget withBadge(Function<ConsoleState, NavBadge> newBadge) {
        return new NavTarget(id, nameKey, icon, group, railId, newBadge, samples, factory);
    }

    /** The same with other places worth a picture, such as the pages of a wizard. */
    public NavTarget withSamples(Function<ConsoleState, List<Sample>> newSamples) {
        return new NavTarget(id, nameKey, icon, group, railId, badge, newSamples, factory);
    }

    private static Function<ConsoleState, List<Sample>> onlyOne(String id) {
        return state -> List.of(new Sample(id, Map.of()));
    }

    public boolean inRail() {
        return group >= 0;
    }

    public boolean isDialog() {
        return group == DIALOG;
    }
}
