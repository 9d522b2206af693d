package io.continuo.app.cli;

import io.continuo.api.policy.PolicyView;
import io.continuo.app.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "policies",
        description = "Lists the replication policies.",
        mixinStandardHelpOptions = true)
final class PoliciesCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    PoliciesCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            List<PolicyView> policies = client.policies();
            if (server.json) {
                terminal.json(policies);
            } else {
                Table table =
                        new Table(
                                "POLICY",
                                "RPO LIMIT",
                                "HISTORY",
                                "CRASH POINTS",
                                "APP POINTS",
                                "RESYNC",
                                "MACHINES");
                for (PolicyView policy : policies) {
                    table.row(
                            policy.name() + (policy.isDefault() ? " (default)" : ""),
                            Words.seconds(policy.rpoLimitSeconds()),
                            PolicySetCommand.history(policy),
                            "every " + Words.seconds(policy.crashPointSeconds()),
                            policy.appPointSeconds() == 0
                                    ? "off"
                                    : "every " + Words.seconds(policy.appPointSeconds()),
                            policy.resyncWindow(),
                            Integer.toString(policy.machines()));
                }
                terminal.println(table.toString());
            }
            return Cli.DONE;
        }
    }
}
