package io.continuo.app.cli;

import io.continuo.api.job.JobView;
import io.continuo.app.Terminal;
import io.continuo.client.ContinuoClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;
import java.util.function.BiFunction;

/** What follows a failover and needs nothing but the machine's name. */
@Command(mixinStandardHelpOptions = true)
final class FailoverStepCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ClientConnection connection;
    private final BiFunction<ContinuoClient, String, JobView> step;
    private final String done;

    @Mixin private ServerOptions server;

    @Parameters(paramLabel = "NAME", description = "The machine.")
    private String name;

    /**
     * @param done what is so afterwards, with %s for the machine
     */
    FailoverStepCommand(
            Terminal terminal,
            ClientConnection connection,
            BiFunction<ContinuoClient, String, JobView> step,
            String done) {
        this.terminal = terminal;
        this.connection = connection;
        this.step = step;
        this.done = done;
    }

    @Override
    public Integer call() {
        try (var client = connection.open(server)) {
            JobView job =
                    new JobFollower(client, terminal, server.json || !terminal.interactive())
                            .untilDone(step.apply(client, name));
            if (server.json) {
                terminal.json(job);
            } else {
                terminal.println(String.format(done, name));
            }
            return Cli.DONE;
        }
    }
}
