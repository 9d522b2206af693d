package io.continuo.app.cli;

import io.continuo.api.plan.PlanView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

@Command(name = "list", description = "Lists the recovery plans.", mixinStandardHelpOptions = true)
final class PlanListCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    PlanListCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<PlanView> plans = client.plans().list();
            if (server.json) {
                terminal.json(plans);
            } else if (plans.isEmpty()) {
                terminal.println(
                        "There is no plan; write one and say: continuo plan import FILE. See"
                                + " docs/recovery-plans.md.");
            } else {
                Table table =
                        new Table(
                                "PLAN", "STATE", "VERSION", "MACHINES", "WOULD LOSE", "LAST DRILL");
                for (PlanView plan : plans) {
                    table.row(
                            plan.name(),
                            plan.runningRun().isPresent() ? "running" : Words.plain(plan.state()),
                            Integer.toString(plan.newest().version()),
                            Integer.toString(plan.definition().machines().size()),
                            plan.readiness().lossSeconds().map(Words::seconds).orElse("unknown"),
                            plan.readiness().lastDrill().map(Words::time).orElse("never"));
                }
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
