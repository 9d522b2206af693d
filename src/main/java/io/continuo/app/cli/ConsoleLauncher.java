package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.app.DesktopSetup;
import io.continuo.app.Display;
import io.continuo.app.LabRun;
import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;
import io.continuo.client.ServerAddress;
import io.continuo.console.ConsoleMain;
import io.continuo.console.ConsoleStart;
import io.continuo.lab.LabSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Opens the console, or does the nearest useful thing where there is no display to open it on. */
final class ConsoleLauncher {
    private static final Path BUILD_DIRECTORY = Path.of("target");

    private final Terminal terminal;
    private final UserFiles files;
    private final Map<String, String> environment;

    /**
     * @param environment of the process; it tells whether there is a display
     */
    ConsoleLauncher(Terminal terminal, UserFiles files, Map<String, String> environment) {
        this.terminal = terminal;
        this.files = files;
        this.environment = environment;
    }

    /** The first page; without a display the headless lab. */
    int open() throws IOException, InterruptedException {
        return openOrRunLab(new ConsoleStart.Choose());
    }

    /** The console on the lab; without a display the headless lab. */
    int openLab() throws IOException, InterruptedException {
        return openOrRunLab(new ConsoleStart.Lab());
    }

    /** The console on a server. */
    int open(ServerAddress address) throws InterruptedException {
        if (!Display.present(environment)) {
            throw Problem.of(
                            ErrorCode.NO_DISPLAY,
                            "There is no display to open the console on.",
                            "Neither DISPLAY nor WAYLAND_DISPLAY is set.",
                            "Start it on a desktop, or use the command line: continuo machines --server "
                                    + address.url())
                    .toException();
        }
        return show(new ConsoleStart.Server(address));
    }

    private int openOrRunLab(ConsoleStart start) throws IOException, InterruptedException {
        if (Display.present(environment)) {
            return show(start);
        }
        terminal.remark(
                "There is no display, so this runs the lab without a window and renders the console's screens to files.");
        boolean verified =
                new LabRun(terminal)
                        .run(LabSettings.DEFAULT_DURATION, Optional.of(screens()), false);
        return verified ? Cli.DONE : Cli.FAILED;
    }

    private int show(ConsoleStart start) throws InterruptedException {
        ConsoleMain.launch(new DesktopSetup(files), start);
        return Cli.DONE;
    }

    private Path screens() {
        return Files.isDirectory(BUILD_DIRECTORY)
                ? BUILD_DIRECTORY.resolve("screens")
                : files.screens();
    }
}
