package io.continuo.app.cli;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Update;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

@Command(
        name = "events",
        description = "Lists what happened, oldest first.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;
    private final Clock clock;

    @Mixin private ServerOptions server;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many; default ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int limit;

    @Option(names = "--machine", paramLabel = "NAME", description = "Only of this machine.")
    private String machine;

    @Option(
            names = "--follow",
            description = "Go on with new events until stopped; with --json, one document a line.")
    private boolean follow;

    EventsCommand(Terminal terminal, ClientConnection connection, Clock clock) {
        this.terminal = terminal;
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var client = connection.open(server)) {
            List<EventView> events = client.events(limit, Optional.ofNullable(machine)).reversed();
            if (server.json && !follow) {
                terminal.json(events);
                return Cli.DONE;
            }
            events.forEach(this::print);
            if (events.isEmpty() && !follow) {
                terminal.println("Nothing has happened up to " + Words.time(clock.instant()) + ".");
            }
            if (follow) {
                try (var _ = client.subscribe(this::onUpdate, up -> {})) {
                    new CountDownLatch(1).await();
                }
            }
            return Cli.DONE;
        }
    }

    private void onUpdate(Update update) {
        if (update instanceof Update.EventRaised raised
                && (machine == null
                        || raised.event().machine().filter(machine::equals).isPresent())) {
            print(raised.event());
        }
    }

    private void print(EventView event) {
        if (server.json) {
            terminal.jsonLine(event);
        } else {
            terminal.println(
                    Words.time(event.time())
                            + "  "
                            + Words.plain(event.severity())
                            + "  "
                            + event.machine().map(name -> name + ": ").orElse("")
                            + event.message());
        }
    }
}
