package io.continuo.app.cli;

import io.continuo.api.machine.FailoverView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "point",
        description = "Lets a machine that was failed over run from another recovery point.",
        mixinStandardHelpOptions = true)
final class FailoverPointCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--point",
            required = true,
            paramLabel = "ID|TIME|latest",
            description = "The recovery point.")
    private String point;

    FailoverPointCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            new JobFollower(client, terminal, server.json || !terminal.interactive())
                    .untilDone(client.changeFailoverPoint(name, Words.point(point)));
            FailoverView view = client.failover(name).orElseThrow();
            if (server.json) {
                terminal.json(view);
            } else {
                terminal.println(name + " runs from " + point + " now.");
            }
            return Cli.DONE;
        }
    }
}
