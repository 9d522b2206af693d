package io.continuo.app.cli;

import io.continuo.api.policy.PolicyRequest;
import io.continuo.api.policy.PolicyView;
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
        name = "set",
        description =
                "Changes a policy, or makes one where there is none of that name. What is left out"
                        + " stays as it is; a new one is like the default one in that. Machines"
                        + " that follow it do so at once.",
        mixinStandardHelpOptions = true)
final class PolicySetCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name;

    @Option(
            names = "--rpo",
            paramLabel = "15m",
            converter = DurationWords.class,
            description = "RPO over which a machine has a warning.")
    private Duration rpo;

    @Option(
            names = "--retention",
            paramLabel = "24h",
            converter = DurationWords.class,
            description = "History to keep, at most 15d; 0 keeps the latest point only.")
    private Duration retention;

    @Option(
            names = "--crash-points",
            paramLabel = "5m",
            converter = DurationWords.class,
            description = "A crash-consistent point is made this often.")
    private Duration crashPoints;

    @Option(
            names = "--app-points",
            paramLabel = "1h",
            converter = DurationWords.class,
            description = "An app-consistent point is made this often, 1h to 12h; 0 for never.")
    private Duration appPoints;

    @Option(
            names = "--resync-window",
            paramLabel = "18:30-06:00",
            description = "When a resync that may wait runs by itself, or always.")
    private String resyncWindow;

    PolicySetCommand(Terminal terminal, ClientConnection connection) {
        this.terminal = terminal;
        this.connection = connection;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            PolicyView policy = set(client);
            if (server.json) {
                terminal.json(policy);
            } else {
                terminal.println(
                        "The policy "
                                + policy.name()
                                + " keeps "
                                + history(policy)
                                + ", makes a point every "
                                + Words.seconds(policy.crashPointSeconds())
                                + " and warns at an RPO of "
                                + Words.seconds(policy.rpoLimitSeconds())
                                + ".");
            }
            return Cli.DONE;
        }
    }

    /** What a policy keeps, as a person reads it. */
    static String history(PolicyView policy) {
        return policy.retentionSeconds() == 0
                ? "the latest point"
                : Words.seconds(policy.retentionSeconds());
    }

    private PolicyView set(ContinuoClient client) {
        Optional<PolicyView> there =
                client.policies().stream()
                        .filter(policy -> policy.name().equalsIgnoreCase(name))
                        .findFirst();
        PolicyView like =
                there.orElseGet(() ->
                        client.policies().stream()
                                .filter(PolicyView::isDefault)
                                .findFirst()
                                .orElseThrow());
        PolicyRequest request =
                new PolicyRequest(
                        there.map(PolicyView::name).orElse(name),
                        seconds(rpo, like.rpoLimitSeconds()),
                        seconds(retention, like.retentionSeconds()),
                        seconds(crashPoints, like.crashPointSeconds()),
                        seconds(appPoints, like.appPointSeconds()),
                        Optional.ofNullable(resyncWindow));
        return there.isPresent()
                ? client.changePolicy(there.get().id(), request)
                : client.createPolicy(request);
    }

    private static long seconds(Duration asked, long otherwise) {
        return asked == null ? otherwise : asked.toSeconds();
    }
}
