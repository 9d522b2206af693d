package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "cleanup",
        description = "Ends a drill and drops everything written to its disks.",
        mixinStandardHelpOptions = true)
final class CleanUpCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--notes",
            paramLabel = "TEXT",
            description = "What is to be remembered of the drill.",
            defaultValue = "")
    private String notes;

    CleanUpCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            JobView job =
                    new JobFollower(client, terminal, server.json || !terminal.interactive())
                            .untilDone(client.cleanUpTestFailover(name, notes));
            if (server.json) {
                terminal.json(job);
            } else {
                terminal.println("The drill of " + name + " is cleaned up.");
            }
            return Cli.DONE;
        }
    }
}
