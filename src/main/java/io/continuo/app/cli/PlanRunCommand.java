package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.api.plan.PlanRunKind;
import io.continuo.api.plan.PlanRunRequest;
import io.continuo.api.plan.PlanRunView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(name = "run", description = "Runs a plan.", mixinStandardHelpOptions = true)
final class PlanRunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private PlanRunKind kind;

    @Option(
            names = "--point",
            paramLabel = "TIME|latest",
            description =
                    "What to recover to: latest, latest-app, latest-multi-vm, latest-multi-vm-app,"
                            + " or a time.",
            defaultValue = "latest")
    private String point;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The plan's name again, for what moves people's work.",
            defaultValue = "")
    private String confirm;

    @Option(
            names = "--shut-down-source",
            description = "Lets an unplanned run try to shut each source down first.")
    private boolean shutDownSource;

    @Option(names = "--wait", description = "Waits for its end, saying each step.")
    private boolean wait;

    PlanRunCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            JobView job =
                    client.plans()
                            .start(
                                    name,
                                    new PlanRunRequest(
                                            kind, Words.point(point), confirm, shutDownSource));
            if (wait) {
                new JobFollower(client, terminal, server.json || !terminal.interactive())
                        .untilDone(job);
            }
            PlanRunView run = client.plans().run(job.id());
            if (server.json) {
                terminal.json(run);
            } else {
                terminal.println(PlanWords.run(run));
            }
            return Cli.DONE;
        }
    }
}
