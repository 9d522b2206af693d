package io.continuo.app.cli;

import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "delete",
        description = "Deletes a policy that no machine follows.",
        mixinStandardHelpOptions = true)
final class PolicyDeleteCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name;

    PolicyDeleteCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            client.deletePolicy(name);
            if (!server.json) {
                terminal.println("The policy " + name + " is deleted.");
            }
            return Cli.DONE;
        }
    }
}
