package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "console",
        description =
                "Opens the console; without --server it offers the lab, this computer, or a server.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    private final ConsoleLauncher launcher;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    ConsoleCommand(ConsoleLauncher launcher, ClientConnection connection) {
        this.launcher = launcher;
        this.connection = connection;
    }

    @Override
    public Integer call() throws Exception {
        return server.server == null ? launcher.open() : launcher.open(connection.address(server));
    }
}
