package io.continuo.app.cli;

import io.continuo.api.component.ComponentView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(
        name = "components",
        description =
                "Lists the agents, process servers and master targets that enrolled, and their certificates.",
        mixinStandardHelpOptions = true)
final class ComponentsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    ComponentsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<ComponentView> components = client.components();
            if (server.json) {
                terminal.json(components);
            } else {
                terminal.println(table(components).toString());
            }
            return Cli.DONE;
        }
    }

    private static Table table(List<ComponentView> components) {
        Table table = new Table("COMPONENT", "STATE", "ROLES", "ADDRESS", "HEARD", "CERTIFICATE");
        for (ComponentView one : components) {
            table.row(
                    one.name(),
                    Words.plain(one.state()),
                    one.roles().stream().map(Words::plain).collect(Collectors.joining(", ")),
                    one.dataAddress(),
                    one.lastHeard().map(ComponentsCommand::ago).orElse("not since the start"),
                    certificate(one.certificateExpiresAt()));
        }
        return table;
    }

    private static String ago(Instant time) {
        long millis = Math.max(0, Duration.between(time, Instant.now()).toMillis());
        return Words.seconds(millis / 1000.0) + " ago";
    }

    private static String certificate(Optional<Instant> expires) {
        return expires.map(
                        time -> "until " + time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                .orElse("none: inside the server");
    }
}
