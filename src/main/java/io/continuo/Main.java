package io.continuo;

import java.lang.reflect.InvocationTargetException;

/**
 * Entry point. Compiled for Java 8 and touching nothing newer, so that a JDK that is too old is
 * told so in one line. Touches no JavaFX class.
 */
public final class Main {
    private static final int REQUIRED_JAVA = 25;

    private Main() {}

    public static void main(String[] args) throws Exception {
        int running = runningJava();
        if (running < REQUIRED_JAVA) {
            System.err.println(
                    "Continuo needs Java "
                            + REQUIRED_JAVA
                            + "; this is Java "
                            + running
                            + ". Set JAVA_HOME to a JDK "
                            + REQUIRED_JAVA
                            + " and start it with that one.");
            System.exit(1);
        }
        try {
            Class.forName("io.continuo.app.Continuo")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }

    private static int runningJava() {
        String version = System.getProperty("java.specification.version");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
