package io.continuo.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

@Command(
        name = "continuo",
        description =
                "Keeps machines recoverable: continuous replication, recovery points, drills.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RootCommand implements Callable<Integer> {
    private final ConsoleLauncher launcher;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    RootCommand(ConsoleLauncher launcher, ClientConnection connection) {
        this.launcher = launcher;
        this.connection = connection;
    }

    /** Without a command: the console. */
    @Override
    public Integer call() throws Exception {
        return server.server == null ? launcher.open() : launcher.open(connection.address(server));
    }
}
