package io.continuo.app.cli;

import io.continuo.api.plan.PlanView;
import io.continuo.app.Terminal;
import io.continuo.client.PlanClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

@Command(
        name = "show",
        description = "Shows a plan: its groups, whether it is ready, and its run under way.",
        mixinStandardHelpOptions = true)
final class PlanShowCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The plan.")
    private String name;

    PlanShowCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PlanClient plans = client.plans();
            PlanView plan = plans.get(name);
            if (server.json) {
                terminal.json(plan);
            } else {
                terminal.println(PlanWords.plan(plan));
                plan.runningRun()
                        .map(plans::run)
                        .ifPresent(run -> terminal.println("\n" + PlanWords.run(run)));
            }
            return Cli.DONE;
        }
    }
}
