package io.continuo.app.cli;

import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "delete",
        description = "Deletes a group; its machines and their points stay.",
        mixinStandardHelpOptions = true)
final class GroupDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The group.")
    private String name;

    GroupDeleteCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            client.deleteGroup(name);
            terminal.println("The group " + name + " is deleted; its machines stay protected.");
            return Cli.DONE;
        }
    }
}
