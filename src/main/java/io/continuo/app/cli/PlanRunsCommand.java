package io.continuo.app.cli;

import io.continuo.api.plan.PlanRunView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "runs",
        description = "Lists the runs of a plan, newest first.",
        mixinStandardHelpOptions = true)
final class PlanRunsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name;

    PlanRunsCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<PlanRunView> runs = client.plans().runs(name);
            if (server.json) {
                terminal.json(runs);
            } else if (runs.isEmpty()) {
                terminal.println(
                        "The plan has not run yet; drill it with: continuo plan run "
                                + name
                                + " --kind test");
            } else {
                Table table = new Table("STARTED", "RUN", "KIND", "VERSION", "STATE", "TOOK");
                for (PlanRunView run : runs) {
                    table.row(
                            Words.time(run.startedAt()),
                            run.id(),
                            Words.plain(run.kind()),
                            Integer.toString(run.version()),
                            Words.plain(run.state()),
                            PlanWords.took(run.startedAt(), run.endedAt()));
                }
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
