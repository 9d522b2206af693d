package io.continuo.app.cli;

import io.continuo.api.group.GroupRequest;
import io.continuo.api.group.GroupView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/** Makes a group, or changes who is in it. */
@Command(mixinStandardHelpOptions = true)
final class GroupSaveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;
    private final boolean create;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The group's name.")
    private String name;

    @Option(
            names = "--machines",
            paramLabel = "A,B",
            split = ",",
            required = true,
            description = "Its machines, 2 to 16.")
    private List<String> machines;

    GroupSaveCommand(Terminal terminal, ClientConnection connection, boolean create) {
        this.terminal = terminal;
        this.connection = connection;
        this.create = create;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            GroupRequest request = new GroupRequest(name, machines);
            GroupView group =
                    create ? client.createGroup(request) : client.changeGroup(name, request);
            if (server.json) {
                terminal.json(group);
            } else {
                terminal.println(
                        "The group "
                                + group.name()
                                + " of "
                                + String.join(", ", group.machines())
                                + " shares points every "
                                + Words.seconds(group.crashPointSeconds())
                                + ".");
            }
            return Cli.DONE;
        }
    }
}
