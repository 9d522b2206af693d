package io.continuo.app.cli;

import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.concurrent.Callable;

@Command(
        name = "passphrase",
        description =
                "Makes a passphrase to enrol a component with, and shows it: the server keeps only a digest.",
        mixinStandardHelpOptions = true)
final class PassphraseCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Option(
            names = "--valid",
            paramLabel = "TIME",
            converter = DurationWords.class,
            defaultValue = "1h",
            description = "It opens nothing after so long; default ${DEFAULT-VALUE}.")
    private Duration valid;

    @Option(
            names = "--many",
            description = "Any number of components may enrol with it while it is valid.")
    private boolean many;

    PassphraseCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            EnrolmentPassphrase made =
                    client.makePassphrase(new PassphraseRequest(valid.toSeconds(), !many));
            if (server.json) {
                terminal.json(made);
            } else {
                terminal.println(made.passphrase());
                terminal.remark(
                        "For "
                                + (made.once() ? "one component" : "any number of components")
                                + ", until "
                                + made.expiresAt()
                                + ".");
            }
            return Cli.DONE;
        }
    }
}
