package io.continuo.console.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.ColorScheme;

/** What the console looks like. */
public enum Theme {
    /** As the desktop asks, followed while it runs. */
    SYSTEM,
    LIGHT,
    DARK;

    /**
     * @param desktop the desktop's own scheme
     * @return whether to paint dark
     */
    public boolean dark(ColorScheme desktop) {
        return switch (this) {
            case SYSTEM -> desktop == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    static String userAgentStylesheet(boolean dark) {
        return dark
                ? new PrimerDark().getUserAgentStylesheet()
                : new PrimerLight().getUserAgentStylesheet();
    }
}
