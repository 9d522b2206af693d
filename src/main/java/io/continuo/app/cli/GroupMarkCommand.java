package io.continuo.app.cli;

import io.continuo.api.group.GroupPoint;
import io.continuo.api.machine.MarkRequest;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "mark",
        description = "Makes a point the machines of a group share; returns once it is durable.",
        mixinStandardHelpOptions = true)
final class GroupMarkCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The group.")
    private String name;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "What to call the point.",
            defaultValue = "")
    private String label;

    @Option(
            names = "--app-consistent",
            description = "Runs the machines' scripts around it, so that applications write out.")
    private boolean appConsistent;

    GroupMarkCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<GroupPoint> points = client.markGroup(name, new MarkRequest(label, appConsistent));
            if (server.json) {
                terminal.json(points);
            } else {
                Table table = new Table("MACHINE", "POINT", "TIME");
                points.forEach(one ->
                        table.row(one.machine(), one.point().id(), Words.time(one.point().time())));
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
