package io.continuo.console.fx;

import java.time.Clock;
import java.util.Locale;

/**
 * What every view and component needs of its surroundings, handed down by constructors. A change of
 * language or text scale makes a new one, and the shell builds its screens anew.
 *
 * @param thread the way onto the UI thread
 * @param timer the timer of all charts and relative times
 * @param messages the words
 * @param format numbers and times
 * @param preferences what the person set
 * @param stylesheet dresses scenes
 * @param clock the time now
 * @param scale the text scale, 1 for 100 %
 */
public record Ui(
        UiThread thread,
        ChartTimer timer,
        Messages messages,
        Format format,
        Preferences preferences,
        Stylesheet stylesheet,
        Clock clock,
        double scale) {

    public static Ui create(
            UiThread thread, Preferences preferences, Stylesheet stylesheet, Clock clock) {
        Settings settings = preferences.settings().get();
        Locale locale =
                settings.language().isEmpty()
                        ? Locale.getDefault()
                        : Locale.forLanguageTag(settings.language());
        var messages = new Messages(locale);
        return new Ui(
                thread,
                new ChartTimer(),
                messages,
                new Format(messages, clock.getZone()),
                preferences,
                stylesheet,
                clock,
                settings.textScale());
    }

    /** Shorthand for {@link Messages#text}. */
    public String text(String key, Object... namesAndValues) {
        return messages.text(key, namesAndValues);
    }

    /** A length that grows with the text, such as a row's height: pixels at 100 %, scaled. */
    public double px(double atFullSize) {
        return Math.round(atFullSize * scale);
    }

    public boolean reducedMotion() {
        return preferences.settings().get().reducedMotion();
    }
}
