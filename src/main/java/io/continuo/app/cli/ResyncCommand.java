package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.machine.ResyncContract;
import io.continuo.api.machine.ResyncReceipt;
import io.continuo.api.machine.ResyncView;
import io.continuo.app.Terminal;
import io.continuo.client.ContinuoClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "resync",
        description =
                "Compares a machine's disks with their replica and sends what differs, now. Older"
                        + " recovery points stay as they are.",
        mixinStandardHelpOptions = true)
final class ResyncCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--show",
            description = "Only say what one would cost and what the last one has cost.")
    private boolean show;

    @Option(names = "--no-wait", description = "Do not wait for its end.")
    private boolean noWait;

    ResyncCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var client = connection.open(server)) {
            if (show) {
                return shown(now(client));
            }
            Optional<ResyncReceipt> before = now(client).receipt();
            ResyncView started = client.resync(name);
            if (!server.json) {
                started.contract().ifPresent(this::contract);
            }
            if (noWait) {
                return server.json ? json(started) : Cli.DONE;
            }
            ResyncView done = await(client, before);
            return server.json ? json(done) : receipt(done);
        }
    }

    private ResyncView now(ContinuoClient client) {
        return client.machine(name)
                .resync()
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.COMPONENT_SILENT,
                                        "Nothing is known of resyncs of " + name + " yet.",
                                        "Its agent has not reported since the server started.",
                                        "Wait a moment, or start its agent.",
                                        name)
                                .toException());
    }

    private ResyncView await(ContinuoClient client, Optional<ResyncReceipt> before)
            throws InterruptedException {
        while (true) {
            ResyncView now = now(client);
            if (now.contract().isEmpty()
                    && now.receipt().isPresent()
                    && !now.receipt().equals(before)) {
                return now;
            }
            Thread.sleep(LOOK);
        }
    }

    private int json(ResyncView view) {
        terminal.json(view);
        return Cli.DONE;
    }

    private int shown(ResyncView view) {
        if (server.json) {
            return json(view);
        }
        if (view.contract().isEmpty()) {
            terminal.println("No resync of " + name + " is due.");
        }
        view.contract().ifPresent(this::contract);
        view.receipt().ifPresent(this::receipt);
        return Cli.DONE;
    }

    private void contract(ResyncContract contract) {
        terminal.println("Resync of " + name + ": " + contract.text());
        terminal.println(
                "  to compare "
                        + Words.bytes(contract.compareBytes())
                        + ", to send about "
                        + Words.bytes(contract.sendBytes())
                        + contract.seconds()
                                .map(seconds -> ", in about " + Words.seconds(seconds))
                                .orElse(""));
        contract.startsAt()
                .ifPresent(at ->
                        terminal.println(
                                "  starts by itself at "
                                        + Words.time(at)
                                        + "; now with: continuo resync "
                                        + name));
    }

    private int receipt(ResyncView view) {
        view.receipt().ifPresent(this::receipt);
        return Cli.DONE;
    }

    private void receipt(ResyncReceipt receipt) {
        terminal.println(
                "Resync done: compared "
                        + Words.bytes(receipt.comparedBytes())
                        + ", sent "
                        + Words.bytes(receipt.sentBytes())
                        + ", in "
                        + Words.seconds(receipt.seconds())
                        + " ("
                        + Words.plain(receipt.cause())
                        + ", ended "
                        + Words.time(receipt.endedAt())
                        + ").");
    }
}
