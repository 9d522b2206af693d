package io.continuo.app.cli;

import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "delete",
        description = "Deletes a plan; its machines stay, and the reports of its runs.",
        mixinStandardHelpOptions = true)
final class PlanDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name;

    PlanDeleteCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            client.plans().delete(name);
            terminal.println("The plan " + name + " is deleted; its machines stay as they are.");
            return Cli.DONE;
        }
    }
}
