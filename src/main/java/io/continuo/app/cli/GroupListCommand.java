package io.continuo.app.cli;

import io.continuo.api.group.GroupView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "list",
        description = "Lists the consistency groups.",
        mixinStandardHelpOptions = true)
final class GroupListCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    GroupListCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<GroupView> groups = client.groups();
            if (server.json) {
                terminal.json(groups);
            } else if (groups.isEmpty()) {
                terminal.println(
                        "There is no group; make one with: continuo group create NAME --machines"
                                + " A,B");
            } else {
                Table table = new Table("GROUP", "MACHINES", "POINTS", "SHARED", "NEWEST SHARED");
                for (GroupView group : groups) {
                    table.row(
                            group.name(),
                            String.join(", ", group.machines()),
                            "every " + Words.seconds(group.crashPointSeconds()),
                            Integer.toString(group.sharedPoints()),
                            group.newestShared().map(Words::time).orElse("none yet"));
                }
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
