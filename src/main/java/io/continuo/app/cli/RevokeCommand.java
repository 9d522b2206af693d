package io.continuo.app.cli;

import io.continuo.api.component.ComponentView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "revoke",
        description =
                "Cuts a component off at once: its certificate opens nothing any more, and its open lines end.",
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The component.")
    private String name;

    RevokeCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            ComponentView revoked = client.revoke(name);
            if (server.json) {
                terminal.json(revoked);
            } else {
                terminal.println(revoked.name() + " is cut off.");
            }
            return Cli.DONE;
        }
    }
}
