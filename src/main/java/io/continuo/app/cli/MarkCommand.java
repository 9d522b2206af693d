package io.continuo.app.cli;

import io.continuo.api.machine.MarkRequest;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "mark",
        description = "Makes a recovery point now; returns once it is durable.",
        mixinStandardHelpOptions = true)
final class MarkCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "What to call the point.",
            defaultValue = "")
    private String label;

    @Option(
            names = "--app-consistent",
            description = "Runs the machine's scripts around it, so that applications write out.")
    private boolean appConsistent;

    MarkCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PointView point = client.mark(name, new MarkRequest(label, appConsistent));
            if (server.json) {
                terminal.json(point);
            } else {
                terminal.println(
                        "Point " + point.id() + " of " + Words.time(point.time()) + " is durable.");
                if (appConsistent && point.kind() != PointKind.APP) {
                    terminal.println("It is only crash-consistent; continuo events says why.");
                }
            }
            return Cli.DONE;
        }
    }
}
