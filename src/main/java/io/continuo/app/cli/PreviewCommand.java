package io.continuo.app.cli;

import io.continuo.api.machine.CheckLevel;
import io.continuo.api.machine.FailoverKind;
import io.continuo.api.machine.FailoverPreview;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "preview",
        description = "Says what a failover would do and cost; nothing is touched.",
        mixinStandardHelpOptions = true)
final class PreviewCommand implements Callable<Integer> {
    private static final double MIB = 1 << 20;

    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    @Option(
            names = "--unplanned",
            description = "Of an unplanned failover; a planned one unless told.")
    private boolean unplanned;

    @Option(
            names = "--point",
            paramLabel = "ID|TIME|latest",
            description = "The recovery point.",
            defaultValue = "latest")
    private String point;

    PreviewCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            FailoverKind kind = unplanned ? FailoverKind.UNPLANNED : FailoverKind.PLANNED;
            FailoverPreview preview = client.previewFailover(name, kind, Words.point(point));
            if (server.json) {
                terminal.json(preview);
            } else {
                print(preview);
            }
            return Cli.DONE;
        }
    }

    private void print(FailoverPreview preview) {
        preview.sentences().forEach(terminal::println);
        terminal.println(
                String.format(
                        Locale.ROOT,
                        "Lost: %.1f s, %.1f MiB.",
                        preview.lostSeconds(),
                        preview.lostBytes() / MIB));
        preview.seconds()
                .ifPresent(seconds ->
                        terminal.println(
                                String.format(Locale.ROOT, "It takes about %.0f s.", seconds)));
        preview.checks().stream()
                .filter(check -> check.level() != CheckLevel.PASS)
                .forEach(check ->
                        terminal.println(
                                check.level()
                                        + " "
                                        + check.code()
                                        + ": "
                                        + check.message()
                                        + " "
                                        + check.correction()));
    }
}
