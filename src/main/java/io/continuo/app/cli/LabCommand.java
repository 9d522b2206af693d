package io.continuo.app.cli;

import io.continuo.app.LabRun;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "lab",
        description =
                "Runs the sample site: three machines with real disks, real load, real drills.",
        mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ConsoleLauncher console;

    @Option(
            names = "--headless",
            description =
                    "No window: run the load, cut the line, drill every machine, print a table; exit 1 if anything does not verify.")
    private boolean headless;

    @Option(
            names = "--duration",
            paramLabel = "90s",
            defaultValue = "90s",
            converter = DurationWords.class,
            description = "How long the load runs; default ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--screens",
            paramLabel = "DIR",
            description = "Render every console screen of the lab there as PNG, light and dark.")
    private Path screens;

    @Option(
            names = "--story",
            description =
                    "No window: drill of a plan, planned failover, commit, reprotect, failback and an unplanned failover, every byte verified; exit 1 if anything does not.")
    private boolean story;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean json;

    LabCommand(Terminal terminal, ConsoleLauncher console) {
        this.terminal = terminal;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (story) {
            return new LabRun(terminal).story(json) ? Cli.DONE : Cli.FAILED;
        }
        if (headless || json || screens != null) {
            boolean verified =
                    new LabRun(terminal).run(duration, Optional.ofNullable(screens), json);
            return verified ? Cli.DONE : Cli.FAILED;
        }
        return console.openLab();
    }
}
