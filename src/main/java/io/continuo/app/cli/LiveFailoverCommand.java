package io.continuo.app.cli;

import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverRequest;
import io.continuo.api.machine.FailoverView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** Planned and unplanned failover, and failback, which is a planned one of a machine in reverse. */
@Command(mixinStandardHelpOptions = true)
final class LiveFailoverCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;
    private final FailoverKind kind;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--point",
            paramLabel = "ID|TIME|latest",
            description =
                    "The recovery point; for a planned failover latest is one made when the machine"
                            + " is shut down, so that nothing is lost.",
            defaultValue = "latest")
    private String point;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The machine's name again, as this is not a drill.",
            defaultValue = "")
    private String confirm;

    @Option(
            names = "--shut-down-source",
            description = "Unplanned: try to shut it down first; it goes on regardless.")
    private boolean shutDownSource;

    LiveFailoverCommand(Terminal terminal, ClientConnection connection, FailoverKind kind) {
        this.terminal = terminal;
        this.connection = connection;
        this.kind = kind;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            FailoverRequest request =
                    new FailoverRequest(kind, Words.point(point), shutDownSource, confirm);
            new JobFollower(client, terminal, server.json || !terminal.interactive())
                    .untilDone(client.failOver(name, request));
            FailoverView view = client.failover(name).orElseThrow();
            if (server.json) {
                terminal.json(view);
            } else {
                print(view);
            }
            return Cli.DONE;
        }
    }

    private void print(FailoverView view) {
        terminal.println(
                view.machine()
                        + " was failed over"
                        + view.point()
                                .map(at -> " to the point of " + Words.time(at.time()))
                                .orElse("")
                        + ".");
        view.disks().forEach(disk -> terminal.println("  " + disk.path() + "  " + disk.nbdUri()));
        if (!view.sourceHeld()) {
            terminal.println(
                    "Its former side was not heard of: it is kept off its disks once it is back.");
        }
        terminal.println(
                "Keep it with: continuo failover commit "
                        + view.machine()
                        + ", or go back with: continuo failover cancel "
                        + view.machine());
    }
}
