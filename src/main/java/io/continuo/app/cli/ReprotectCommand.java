package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.api.machine.ReprotectRequest;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "reprotect",
        description = "Protects a machine that was failed over again, the other way round.",
        mixinStandardHelpOptions = true)
final class ReprotectCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--to",
            paramLabel = "TARGET",
            description = "The master target; the one at the place it left unless told.",
            defaultValue = "")
    private String to;

    ReprotectCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            ReprotectRequest request =
                    new ReprotectRequest(to.isEmpty() ? Optional.empty() : Optional.of(to));
            JobView job =
                    new JobFollower(client, terminal, server.json || !terminal.interactive())
                            .untilDone(client.reprotect(name, request));
            if (server.json) {
                terminal.json(job);
            } else {
                terminal.println(name + " is protected again, the other way round.");
            }
            return Cli.DONE;
        }
    }
}
