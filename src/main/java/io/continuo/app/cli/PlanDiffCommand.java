package io.continuo.app.cli;

import io.continuo.api.plan.PlanDifference;
import io.continuo.app.Terminal;
import io.continuo.client.PlanClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "diff",
        description = "Says how a plan differs from an earlier version, or from a file.",
        mixinStandardHelpOptions = true)
final class PlanDiffCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(index = "0", paramLabel = "NAME", description = "The plan.")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "Compares the newest version with this text.")
    private Path file;

    @Option(
            names = "--from",
            paramLabel = "N",
            description = "A version; the one before the other unless told.",
            defaultValue = "0")
    private int from;

    @Option(
            names = "--to",
            paramLabel = "N",
            description = "A version; the newest unless told.",
            defaultValue = "0")
    private int to;

    PlanDiffCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PlanClient plans = client.plans();
            PlanDifference difference =
                    file == null
                            ? plans.difference(name, from, to)
                            : plans.difference(name, PlanFile.read(file));
            if (server.json) {
                terminal.json(difference);
            } else {
                terminal.println(PlanWords.difference(difference));
            }
            return Cli.DONE;
        }
    }
}
