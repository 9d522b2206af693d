package io.continuo.app.cli;

import io.continuo.api.plan.PlanText;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(name = "export", description = "Prints a plan's text, as it was imported.")
final class PlanExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "A version; the newest unless told.",
            defaultValue = "0")
    private int version;

    PlanExportCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PlanText text = client.plans().text(name, version);
            if (server.json) {
                terminal.json(text);
            } else {
                terminal.out().print(text.text());
                terminal.out().flush();
            }
            return Cli.DONE;
        }
    }
}
