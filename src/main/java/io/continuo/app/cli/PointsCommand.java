package io.continuo.app.cli;

import io.continuo.api.machine.PointView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "points",
        description = "Lists the recovery points of a machine, oldest first.",
        mixinStandardHelpOptions = true)
final class PointsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    PointsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<PointView> points = client.points(name);
            if (server.json) {
                terminal.json(points);
            } else if (points.isEmpty()) {
                terminal.println(
                        name
                                + " has no recovery point yet; the first one follows initial replication.");
            } else {
                Table table = new Table("POINT", "TIME", "KIND", "LABEL");
                points.forEach(point ->
                        table.row(
                                point.id(),
                                Words.time(point.time()),
                                Words.plain(point.kind()) + (point.multiVm() ? ", multi-VM" : ""),
                                point.label()));
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
