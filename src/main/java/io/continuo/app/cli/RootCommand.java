package io.continuo.app.cli;

import io.continuo.app.Terminal;
import io.continuo.app.UserFiles;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

@Command(
        name = "continuo",
        description =
                "Keeps machines recoverable: continuous replication, recovery points, drills.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final UserFiles files;

    RootCommand(Terminal terminal, UserFiles files) {
        this.terminal = terminal;
        this.files = files;
    }

    @Override
    public Integer call() {
        terminal.remark("console: " + files.home());
        return Cli.DONE;
    }
}
