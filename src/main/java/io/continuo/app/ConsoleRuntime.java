package io.continuo.app;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * JavaFX has to be a module of the running JVM, or it warns on every start. {@code java -jar}
 * cannot say so, thus a command that shows screens is started once more with the right options.
 */
final class ConsoleRuntime {
    private static final String MODULE = "javafx.graphics";

    private ConsoleRuntime() {}

    /**
     * Whether these arguments lead to screens and this JVM has no JavaFX module while the program
     * brings one along.
     */
    static boolean mustRelaunch(String[] args) {
        return showsScreens(args)
                && ModuleLayer.boot().findModule(MODULE).isEmpty()
                && Files.isDirectory(modules());
    }

    /** Runs the program again in a JVM of its own, on the same terminal; returns its exit code. */
    static int relaunch(String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--module-path=" + modules());
        command.add("--add-modules=javafx.controls");
        command.add("--enable-native-access=javafx.graphics,ALL-UNNAMED");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add("io.continuo.Main");
        command.addAll(Arrays.asList(args));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    static boolean showsScreens(String[] args) {
        Set<String> words = new java.util.HashSet<>(Arrays.asList(args));
        if (args.length == 0 || args[0].equals("console") || args[0].startsWith("--server")) {
            return true;
        }
        return args[0].equals("lab")
                && (!words.contains("--headless") || words.contains("--screens"));
    }

    /** {@code lib/javafx} beside the jar or the classes this program runs from. */
    private static Path modules() {
        try {
            Path code =
                    Path.of(
                            ConsoleRuntime.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return code.getParent().resolve("lib" + File.separator + "javafx");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place is no path", e);
        }
    }
}
