package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "test",
        description =
                "Starts a drill: serves a recovery point read-write over NBD, beside replication.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--point",
            paramLabel = "ID|TIME|latest",
            description =
                    "The recovery point: an id, latest, latest-app, latest-multi-vm,"
                            + " latest-multi-vm-app, or a time (2017-03-01T12:00:00, with a zone"
                            + " or in yours).",
            defaultValue = "latest")
    private String point;

    TestCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            new JobFollower(client, terminal, server.json || !terminal.interactive())
                    .untilDone(client.startTestFailover(name, Words.point(point)));
            TestFailoverView drill =
                    client.testFailover(name).orElseThrow(() -> ended().toException());
            if (server.json) {
                terminal.json(drill);
            } else {
                print(drill);
            }
            return Cli.DONE;
        }
    }

    private Problem ended() {
        return Problem.of(
                ErrorCode.NO_TEST_FAILOVER,
                "The drill of " + name + " has ended already.",
                "Someone cleaned it up right after it started.",
                "Start it again with: continuo failover test " + name,
                name);
    }

    private void print(TestFailoverView drill) {
        terminal.println(
                "Drill of "
                        + drill.machine()
                        + " from "
                        + Words.time(drill.point().time())
                        + " is ready.");
        drill.disks().forEach(disk -> terminal.println("  " + disk.path() + "  " + disk.nbdUri()));
        terminal.println("Clean up with: continuo failover cleanup " + drill.machine());
    }
}
