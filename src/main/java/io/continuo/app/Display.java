package io.continuo.app;

import java.util.Locale;
import java.util.Map;

/** Whether there is a screen to open a window on. */
public final class Display {
    private Display() {}

    /**
     * @param environment of the process; on Linux it names the display server
     */
    public static boolean present(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean needsServer = !system.contains("windows") && !system.contains("mac");
        return !needsServer
                || named(environment, "DISPLAY")
                || named(environment, "WAYLAND_DISPLAY");
    }

    /**
     * Draws without a display from now on; to be called before the first JavaFX class is touched.
     */
    public static void drawInMemory() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    private static boolean named(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value != null && !value.isBlank();
    }
}
