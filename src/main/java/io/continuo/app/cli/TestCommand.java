package io.continuo.app.cli;

import io.continuo.api.component.MachineRunView;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.BootView;
import io.continuo.api.machine.TestFailoverView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

@Command(
        name = "test",
        description =
                "Starts a drill: serves a recovery point read-write over NBD, beside replication,"
                        + " and starts the machine from it on an isolated network where it has hardware.",
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

    @Option(
            names = "--disks-only",
            description =
                    "Serves the disks and starts nothing, also where the machine has hardware.")
    private boolean disksOnly;

    @Option(
            names = "--screenshot",
            paramLabel = "FILE",
            description = "Writes the display of the started machine there, as a PNG.")
    private Path screenshot;

    TestCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() throws IOException {
        try (var client = connection.open(server)) {
            new JobFollower(client, terminal, server.json || !terminal.interactive())
                    .untilDone(client.startTestFailover(name, Words.point(point), !disksOnly));
            TestFailoverView drill =
                    client.testFailover(name).orElseThrow(() -> ended().toException());
            if (screenshot != null && drill.boot().flatMap(BootView::screenshot).isPresent()) {
                Files.write(screenshot, client.drillScreenshot(name, drill.drill()));
            }
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

    private void print(String machine, BootView boot) {
        switch (boot.state()) {
            case BootView.BOOTED ->
                    terminal.println(
                            "%s booted in %.1f s, judged by its %s."
                                    .formatted(
                                            machine,
                                            boot.seconds().orElse(0.0),
                                            evidence(boot.evidence())));
            case BootView.NOT_STARTED -> terminal.println("Not started: " + boot.reason());
            case BootView.ENDED -> terminal.println(machine + " has ended. " + boot.reason());
            default ->
                    terminal.println(
                            (machine + " runs, and was not seen to boot. " + boot.reason())
                                    .strip());
        }
        if (screenshot != null && boot.screenshot().isPresent()) {
            terminal.println("Its display is in " + screenshot);
        }
    }

    private static String evidence(String code) {
        return switch (code) {
            case MachineRunView.GUEST_AGENT -> "guest agent";
            case MachineRunView.SERIAL -> "serial line";
            default -> "screen";
        };
    }

    private void print(TestFailoverView drill) {
        terminal.println(
                "Drill of "
                        + drill.machine()
                        + " from "
                        + Words.time(drill.point().time())
                        + " is ready.");
        drill.disks().forEach(disk -> terminal.println("  " + disk.path() + "  " + disk.nbdUri()));
        drill.boot().ifPresent(boot -> print(drill.machine(), boot));
        terminal.println("Clean up with: continuo failover cleanup " + drill.machine());
    }
}
