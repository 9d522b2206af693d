package io.continuo.console.fx;

import java.util.List;

/**
 * What a person set, as stored. Unknown fields of a newer version are ignored.
 *
 * @param theme how it looks
 * @param language a BCP 47 tag, or empty to follow the desktop
 * @param textScale 0.8 to 2
 * @param reducedMotion no motion at all
 * @param railCollapsed whether the rail shows icons only
 * @param profiles servers connected to before, newest first
 */
public record Settings(
        Theme theme,
        String language,
        double textScale,
        boolean reducedMotion,
        boolean railCollapsed,
        List<Profile> profiles) {
    public static final double LEAST_SCALE = 0.8;
    public static final double MOST_SCALE = 2;

    public Settings {
        theme = theme == null ? Theme.SYSTEM : theme;
        language = language == null ? "" : language;
        textScale = textScale == 0 ? 1 : Math.clamp(textScale, LEAST_SCALE, MOST_SCALE);
        profiles = profiles == null ? List.of() : List.copyOf(profiles);
    }

    public static Settings defaults() {
        return new Settings(Theme.SYSTEM, "", 1, false, false, List.of());
    }

    public Settings withTheme(Theme newTheme) {
        return new Settings(newTheme, language, textScale, reducedMotion, railCollapsed, profiles);
    }

    public Settings withLanguage(String newLanguage) {
        return new Settings(theme, newLanguage, textScale, reducedMotion, railCollapsed, profiles);
    }

    public Settings withTextScale(double newScale) {
        return new Settings(theme, language, newScale, reducedMotion, railCollapsed, profiles);
    }

    public Settings withReducedMotion(boolean reduced) {
        return new Settings(theme, language, textScale, reduced, railCollapsed, profiles);
    }

    public Settings withRailCollapsed(boolean collapsed) {
        return new Settings(theme, language, textScale, reducedMotion, collapsed, profiles);
    }

    public Settings withProfiles(List<Profile> newProfiles) {
        return new Settings(theme, language, textScale, reducedMotion, railCollapsed, newProfiles);
    }

    /**
     * A server connected to before. The token itself is never stored here.
     *
     * @param name what the person calls it
     * @param url its address
     * @param tokenFile the file that holds the token
     * @param fingerprint the certificate the person accepted
     */
    public record Profile(String name, String url, String tokenFile, String fingerprint) {}
}
