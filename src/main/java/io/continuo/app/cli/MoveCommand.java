package io.continuo.app.cli;

import io.continuo.api.machine.MachineView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "move",
        description =
                "Sends a machine's changes through another process server from now on; nothing is copied anew.",
        mixinStandardHelpOptions = true)
final class MoveCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--process-server",
            paramLabel = "P",
            required = true,
            description = "The process server it is to use: see continuo components.")
    private String processServer;

    MoveCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            MachineView machine = client.move(name, processServer);
            if (server.json) {
                terminal.json(machine);
            } else {
                terminal.println(
                        machine.name() + " sends its changes through " + processServer + " now.");
            }
            return Cli.DONE;
        }
    }
}
