package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "unprotect",
        description =
                "Disables protection: capture stops, the replica and all its points are deleted; the machine's disks stay.",
        mixinStandardHelpOptions = true)
final class UnprotectCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    UnprotectCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            JobView job =
                    new JobFollower(client, terminal, server.json || !terminal.interactive())
                            .untilDone(client.unprotect(name));
            if (server.json) {
                terminal.json(job);
            } else {
                terminal.println(name + " is no longer protected.");
            }
            return Cli.DONE;
        }
    }
}
